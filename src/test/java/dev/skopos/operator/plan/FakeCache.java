// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The resources of a cluster that is known completely. */
final class FakeCache<R extends HasMetadata>
    implements IndexerResourceCache<R>, InformerWrappingEventSourceHealthIndicator<R> {

  private final Map<ResourceID, R> resources = new HashMap<>();
  private final Map<String, Function<R, List<String>>> indexers = new HashMap<>();

  void put(R resource) {
    resources.put(ResourceID.fromResource(resource), resource);
  }

  void remove(R resource) {
    resources.remove(ResourceID.fromResource(resource));
  }

  @Override
  public void addIndexers(Map<String, Function<R, List<String>>> more) {
    indexers.putAll(more);
  }

  @Override
  public List<R> byIndex(String name, String key) {
    Function<R, List<String>> indexer = indexers.getOrDefault(name, _ -> List.of());
    return resources.values().stream().filter(one -> indexer.apply(one).contains(key)).toList();
  }

  @Override
  public Optional<R> get(ResourceID id) {
    return Optional.ofNullable(resources.get(id));
  }

  @Override
  public Stream<ResourceID> keys() {
    return resources.keySet().stream();
  }

  @Override
  public Stream<R> list(Predicate<R> predicate) {
    return resources.values().stream().filter(predicate);
  }

  @Override
  public Stream<R> list(String namespace, Predicate<R> predicate) {
    return list(predicate).filter(one -> one.getMetadata().getNamespace().equals(namespace));
  }

  @Override
  public Map<String, InformerHealthIndicator> informerHealthIndicators() {
    return Map.of("all", new Synced());
  }

  private record Synced() implements InformerHealthIndicator {

    @Override
    public boolean hasSynced() {
      return true;
    }

    @Override
    public boolean isWatching() {
      return true;
    }

    @Override
    public boolean isRunning() {
      return true;
    }

    @Override
    public Status getStatus() {
      return Status.HEALTHY;
    }

    @Override
    public String getTargetNamespace() {
      return "";
    }
  }
}
