// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.scrape.TargetSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Targets that are endpoints, with the labels of Prometheus' role {@code endpointslice}: those of
 * the slice, of its Service and of the pod behind the endpoint. The annotations of the Service
 * count.
 */
final class EndpointSliceTargets {

  static final String ROLE = "endpointslice";

  private static final String POD = "Pod";

  private static final Set<String> DUAL_STACK = Set.of("PreferDualStack", "RequireDualStack");

  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  private final Lookup<Service> services;
  private final Lookup<Pod> pods;

  /** Finds an object by its name. */
  @FunctionalInterface
  interface Lookup<T> {

    /** Null when there is none, or none that is known. */
    @Nullable T get(String namespace, String name);
  }

  EndpointSliceTargets(Lookup<Service> services, Lookup<Pod> pods) {
    this.services = services;
    this.pods = pods;
  }

  List<Map<String, String>> of(EndpointSlice slice, TargetSelector.Discovered selector) {
    Service behind = service(slice);
    ObjectMeta service = metadata(slice, behind);
    ScrapeAnnotations annotations = ScrapeAnnotations.of(service);
    if (!annotations.allow(selector) || isSecondFamily(slice, behind)) {
      return List.of();
    }
    MetaLabels labels = labels(slice, service);
    annotations.addTo(labels, selector);
    String wanted = Ports.wanted(selector, annotations);
    List<Map<String, String>> targets = new ArrayList<>();
    for (Endpoint endpoint :
        Objects.requireNonNullElse(slice.getEndpoints(), List.<Endpoint>of())) {
      Pod pod = pod(endpoint.getTargetRef());
      Ports ports = ports(slice, pod);
      MetaLabels of = endpoint(labels, endpoint, pod);
      endpoint.getAddresses().forEach(host -> targets.addAll(ports.targets(host, wanted, of)));
    }
    return targets;
  }

  private static @Nullable String serviceName(EndpointSlice slice) {
    return Objects.requireNonNullElse(slice.getMetadata().getLabels(), Map.<String, String>of())
        .get(SERVICE_NAME);
  }

  private @Nullable Service service(EndpointSlice slice) {
    String name = serviceName(slice);
    return name == null ? null : services.get(slice.getMetadata().getNamespace(), name);
  }

  /** Without name where there is none, or where it is not known. */
  private static ObjectMeta metadata(EndpointSlice slice, @Nullable Service service) {
    return service == null
        ? new ObjectMetaBuilder().withName(serviceName(slice)).build()
        : service.getMetadata();
  }

  /**
   * Whether the slice says again, with addresses of the other family, what another one says: a
   * Service of both families has slices of both, as in Prometheus.
   */
  private static boolean isSecondFamily(EndpointSlice slice, @Nullable Service service) {
    ServiceSpec spec = service == null ? null : service.getSpec();
    return spec != null
        && spec.getIpFamilyPolicy() != null
        && DUAL_STACK.contains(spec.getIpFamilyPolicy())
        && !spec.getIpFamilies().isEmpty()
        && !spec.getIpFamilies().getFirst().equals(slice.getAddressType());
  }

  private static MetaLabels labels(EndpointSlice slice, ObjectMeta service) {
    return new MetaLabels()
        .object(ROLE, slice.getMetadata())
        .object(ServiceTargets.ROLE, service)
        .meta("namespace", slice.getMetadata().getNamespace())
        .meta("endpointslice_address_type", slice.getAddressType())
        .plain("namespace", slice.getMetadata().getNamespace())
        .plain("service", service.getName());
  }

  private static MetaLabels endpoint(MetaLabels slice, Endpoint endpoint, @Nullable Pod pod) {
    MetaLabels labels =
        slice
            .copy()
            .meta("endpointslice_endpoint_hostname", endpoint.getHostname())
            .meta("endpointslice_endpoint_node_name", endpoint.getNodeName())
            .meta("endpointslice_endpoint_zone", endpoint.getZone());
    if (endpoint.getConditions() != null) {
      labels
          .meta("endpointslice_endpoint_conditions_ready", endpoint.getConditions().getReady())
          .meta("endpointslice_endpoint_conditions_serving", endpoint.getConditions().getServing())
          .meta(
              "endpointslice_endpoint_conditions_terminating",
              endpoint.getConditions().getTerminating());
    }
    ObjectReference behind = endpoint.getTargetRef();
    if (behind != null) {
      labels
          .meta("endpointslice_address_target_kind", behind.getKind())
          .meta("endpointslice_address_target_name", behind.getName());
      if (POD.equals(behind.getKind())) {
        labels.plain("pod", behind.getName());
      }
    }
    return pod == null ? labels : labels.all(PodTargets.labels(pod));
  }

  private @Nullable Pod pod(@Nullable ObjectReference behind) {
    return behind == null
            || !POD.equals(behind.getKind())
            || behind.getNamespace() == null
            || behind.getName() == null
        ? null
        : pods.get(behind.getNamespace(), behind.getName());
  }

  private static Ports ports(EndpointSlice slice, @Nullable Pod pod) {
    Ports ports = new Ports();
    Objects.requireNonNullElse(slice.getPorts(), List.<EndpointPort>of())
        .forEach(port -> declare(ports, port, pod));
    return ports;
  }

  private static void declare(Ports ports, EndpointPort port, @Nullable Pod pod) {
    ports.declare(
        port.getName(),
        port.getPort(),
        port.getProtocol(),
        labels -> {
          labels
              .meta("endpointslice_port", port.getPort())
              .meta("endpointslice_port_name", port.getName())
              .meta("endpointslice_port_protocol", port.getProtocol())
              .meta("endpointslice_port_app_protocol", port.getAppProtocol());
          if (pod != null) {
            PodTargets.addContainer(labels, pod, port.getPort());
          }
        });
  }
}
