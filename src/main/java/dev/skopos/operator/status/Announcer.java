// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.status;

import dev.skopos.kube.ClusterEvent;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.ResourceId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells people by Events when a resource changes its state, once per change, although the status in
 * the cluster may lag behind. Thread-safe as long as one resource is handled by one thread at a
 * time.
 *
 * @param <S> the states of the kind
 */
public final class Announcer<S> {

  /** What there is to tell of a transition. */
  public record News(ClusterEvent.Type type, String reason, String note) {}

  private final Consumer<ClusterEvent> events;
  private final InstantSource clock;
  private final Map<ResourceId, S> told = new ConcurrentHashMap<>();

  public Announcer(Consumer<ClusterEvent> events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  /**
   * Looks whether the state changed.
   *
   * @param present the state that the status has; counts when nothing is remembered
   * @param news what to tell of the change from the given state, if anything
   */
  public void look(
      HasMetadata resource,
      @Nullable S present,
      @Nullable S next,
      Function<Optional<S>, Optional<News>> news) {
    if (next == null) {
      return;
    }
    S remembered = told.put(ResourceIds.of(resource), next);
    Optional<S> before = Optional.ofNullable(remembered == null ? present : remembered);
    if (!before.equals(Optional.of(next))) {
      news.apply(before).ifPresent(tidings -> tell(resource, tidings));
    }
  }

  private void tell(HasMetadata resource, News news) {
    events.accept(
        new ClusterEvent(
            ResourceIds.of(resource),
            resource.getMetadata().getUid(),
            news.type(),
            news.reason(),
            news.note(),
            clock.instant()));
  }

  /** Forgets all resources but these. */
  public void retainOnly(Set<ResourceId> ids) {
    told.keySet().retainAll(ids);
  }
}
