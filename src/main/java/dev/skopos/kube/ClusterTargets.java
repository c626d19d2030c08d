// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.scrape.TargetSelector;
import dev.skopos.scrape.TargetSource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Finds targets among the pods, Services and EndpointSlices of the cluster, from copies in memory
 * that follow it. A kind is followed from the first time that a selector asks for it. Thread-safe.
 */
public final class ClusterTargets implements TargetSource, AutoCloseable {

  private static final int REMEMBERED = 1_000;

  private final Followed<Pod> pods;
  private final Followed<Service> services;
  private final Followed<EndpointSlice> slices;
  private final EndpointSliceTargets endpoints;
  private final Map<TargetSelector.Discovered, Found> found = new ConcurrentHashMap<>();

  /** What a selector found; holds as long as nothing changed. */
  private record Found(long version, List<Map<String, String>> targets) {}

  public ClusterTargets(KubernetesClient client) {
    this.pods =
        new Followed<>(
            "pods", client.pods().inAnyNamespace().runnableInformer(0), PodTargets::slim);
    this.services =
        new Followed<>("Services", client.services().inAnyNamespace().runnableInformer(0), _ -> {});
    this.slices =
        new Followed<>(
            "EndpointSlices",
            client.discovery().v1().endpointSlices().inAnyNamespace().runnableInformer(0),
            _ -> {});
    this.endpoints = new EndpointSliceTargets(services::get, pods::get);
  }

  @Override
  public List<Map<String, String>> find(TargetSelector.Discovered selector) {
    long version = pods.version() + services.version() + slices.version();
    Found known = found.get(selector);
    if (known != null && known.version == version) {
      return known.targets;
    }
    List<Map<String, String>> targets = search(selector);
    if (found.size() >= REMEMBERED) {
      found.clear();
    }
    found.put(selector, new Found(version, targets));
    return targets;
  }

  private List<Map<String, String>> search(TargetSelector.Discovered selector) {
    return switch (selector.role()) {
      case POD -> targets(pods, selector, pod -> PodTargets.of(pod, selector));
      case SERVICE -> targets(services, selector, service -> ServiceTargets.of(service, selector));
      case ENDPOINT_SLICE -> targets(slices, selector, slice -> endpoints.of(slice, selector));
    };
  }

  private static <T extends HasMetadata> List<Map<String, String>> targets(
      Followed<T> objects,
      TargetSelector.Discovered selector,
      Function<T, List<Map<String, String>>> targets) {
    return objects.all().stream()
        .filter(object -> isMeant(object, selector))
        .sorted(
            Comparator.comparing((T object) -> object.getMetadata().getNamespace())
                .thenComparing(object -> object.getMetadata().getName()))
        .flatMap(object -> targets.apply(object).stream())
        .toList();
  }

  private static boolean isMeant(HasMetadata object, TargetSelector.Discovered selector) {
    List<String> namespaces = selector.namespaces();
    return (namespaces.isEmpty() || namespaces.contains(object.getMetadata().getNamespace()))
        && selector
            .selector()
            .matches(Objects.requireNonNullElse(object.getMetadata().getLabels(), Map.of()));
  }

  @Override
  public void close() {
    pods.close();
    services.close();
    slices.close();
  }
}
