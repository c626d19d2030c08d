// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import dev.skopos.model.ResourceId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the reconciler of a kind look again when something else than the resource changed: what it
 * watches, a Secret, a channel. Also hears of deletions, which without a finalizer never reach a
 * reconciler. All methods return at once and may be called from any thread; before {@link #watch}
 * they do nothing.
 */
public final class FeedbackEvents<R extends HasMetadata> extends AbstractEventSource<Void, R>
    implements ResourceEventAware<R> {

  private static final String DEPENDENCIES = "dependencies";

  private final String kind;
  private final Runnable deleted;
  private volatile @Nullable IndexerResourceCache<R> cache;

  /**
   * Events of one kind.
   *
   * @param deleted called when a resource was deleted
   */
  public FeedbackEvents(Class<R> type, Runnable deleted) {
    super(Void.class, "feedback");
    this.kind = HasMetadata.getKind(type);
    this.deleted = deleted;
  }

  /**
   * Follows the resources of the controller.
   *
   * @param dependencies what a resource refers to, by names that {@link #dependencyChanged} gets
   */
  public void watch(EventSourceContext<R> context, Function<R, List<String>> dependencies) {
    IndexerResourceCache<R> primary = context.getPrimaryCache();
    primary.addIndexers(Map.of(DEPENDENCIES, resource -> readable(resource, dependencies)));
    cache = primary;
  }

  /** What could not be read of a resource must not be looked for in it. */
  private static <R extends HasMetadata> List<String> readable(
      R resource, Function<R, List<String>> dependencies) {
    return UnknownValues.in(resource).isPresent() ? List.of() : dependencies.apply(resource);
  }

  /** Something about the resource itself changed, wherever. */
  public void changed(ResourceId id) {
    IndexerResourceCache<R> primary = cache;
    ResourceID position = new ResourceID(id.name(), id.namespace());
    if (primary != null && id.kind().equals(kind) && primary.get(position).isPresent()) {
      getEventHandler().handleEvent(new Event(position));
    }
  }

  /** What the name stands for appeared, changed or went. */
  public void dependencyChanged(String name) {
    IndexerResourceCache<R> primary = cache;
    if (primary != null) {
      primary.byIndex(DEPENDENCIES, name).stream()
          .map(ResourceID::fromResource)
          .forEach(position -> getEventHandler().handleEvent(new Event(position)));
    }
  }

  /** Anything may have changed. */
  public void allChanged() {
    IndexerResourceCache<R> primary = cache;
    if (primary != null) {
      primary.keys().forEach(position -> getEventHandler().handleEvent(new Event(position)));
    }
  }

  /** Whether the cluster's resources are known, be they up to date or as before an outage. */
  public boolean synced() {
    return cache instanceof InformerWrappingEventSourceHealthIndicator<?> health
        && !health.informerHealthIndicators().isEmpty()
        && health.informerHealthIndicators().values().stream()
            .allMatch(InformerHealthIndicator::hasSynced);
  }

  /** The resources of the cluster as far as they are known. */
  public Set<ResourceId> present() {
    IndexerResourceCache<R> primary = cache;
    return primary == null
        ? Set.of()
        : primary
            .keys()
            .map(key -> new ResourceId(kind, key.getNamespace().orElse(""), key.getName()))
            .collect(Collectors.toSet());
  }

  @Override
  public void onResourceDeleted(R resource) {
    deleted.run();
  }

  @Override
  public Set<Void> getSecondaryResources(R primary) {
    return Set.of();
  }
}
