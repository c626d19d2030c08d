// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.status;

import dev.skopos.kube.ClusterEvent;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.ResourceId;
import dev.skopos.operator.status.Announcer.News;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Tells the cluster how the resources of one kind are: by an Event what changed, by the status what
 * is due. Thread-safe as long as one resource is handled by one thread at a time.
 *
 * @param <R> the resource
 * @param <S> its status
 * @param <T> the states that the status can have
 */
public final class StatusDesk<R extends CustomResource<?, S>, S, T> {

  /**
   * What is to be known of a kind.
   *
   * @param blank makes a resource without content
   * @param state the state that a status has
   * @param news what to tell when the state became that of the status, if anything
   * @param material a status without what changes with every measurement
   */
  public record Kind<R, S, T>(
      Supplier<R> blank,
      Function<S, @Nullable T> state,
      BiFunction<Optional<T>, S, Optional<News>> news,
      UnaryOperator<S> material) {}

  /** How often the measured values of most kinds are written. */
  public static final Supplier<Duration> EACH_MINUTE = () -> Duration.ofMinutes(1);

  private final Kind<R, S, T> kind;
  private final Announcer<T> announcer;
  private final StatusWrites<S> writes;

  /**
   * Of a kind.
   *
   * @param measuredInterval between two writes of measured values at the least
   */
  public StatusDesk(
      Kind<R, S, T> kind,
      Supplier<Duration> measuredInterval,
      Consumer<ClusterEvent> events,
      InstantSource clock) {
    this.kind = kind;
    this.announcer = new Announcer<>(events, clock);
    this.writes = new StatusWrites<>(kind.material(), measuredInterval, clock);
  }

  /** Tells what is new in the next status, and decides whether to write it now. */
  public UpdateControl<R> tell(R resource, S next) {
    S present = resource.getStatus();
    announcer.look(
        resource,
        present == null ? null : kind.state().apply(present),
        kind.state().apply(next),
        before -> kind.news().apply(before, next));
    ResourceId id = ResourceIds.of(resource);
    return writes.isDue(id, present, next)
        ? UpdateControl.patchStatus(patch(id, next))
        : UpdateControl.noUpdate();
  }

  private R patch(ResourceId id, S status) {
    R patch = kind.blank().get();
    patch.setMetadata(
        new ObjectMetaBuilder().withNamespace(id.namespace()).withName(id.name()).build());
    patch.setStatus(status);
    return patch;
  }

  /** The write failed; the SDK calls the reconciler again, and then it is due. */
  public ErrorStatusUpdateControl<R> failed(R resource) {
    writes.failed(ResourceIds.of(resource));
    return ErrorStatusUpdateControl.noStatusUpdate();
  }

  /** Forgets all resources but these. */
  public void retainOnly(Set<ResourceId> ids) {
    announcer.retainOnly(ids);
    writes.retainOnly(ids);
  }
}
