// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.scrape.TargetSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Targets that are endpoints, with the labels of Prometheus' role {@code endpointslice}: those of
 * the slice, of its Service and of the pod behind the endpoint. The annotations of the Service
 * count.
 */
final class EndpointSliceTargets {

  static final String ROLE = "endpointslice";

  private static final String SERVICE_NAME = "kubernetes.io/service-name";

  private final Followed<Service> services;
  private final Followed<Pod> pods;

  EndpointSliceTargets(Followed<Service> services, Followed<Pod> pods) {
    this.services = services;
    this.pods = pods;
  }

  List<Map<String, String>> of(EndpointSlice slice, TargetSelector.Discovered selector) {
    ObjectMeta service = service(slice);
    ScrapeAnnotations annotations = ScrapeAnnotations.of(service);
    if (!annotations.allow(selector)) {
      return List.of();
    }
    Ports ports = new Ports();
    Objects.requireNonNullElse(slice.getPorts(), List.<EndpointPort>of())
        .forEach(port -> declare(ports, port));
    MetaLabels labels = labels(slice, service);
    annotations.addTo(labels, selector);
    String wanted = Ports.wanted(selector, annotations);
    List<Map<String, String>> targets = new ArrayList<>();
    for (Endpoint endpoint :
        Objects.requireNonNullElse(slice.getEndpoints(), List.<Endpoint>of())) {
      MetaLabels of = endpoint(labels, endpoint);
      endpoint.getAddresses().forEach(host -> targets.addAll(ports.targets(host, wanted, of)));
    }
    return targets;
  }

  /** Without name where there is none, or where it is not known. */
  private ObjectMeta service(EndpointSlice slice) {
    Map<String, String> labels =
        Objects.requireNonNullElse(slice.getMetadata().getLabels(), Map.of());
    String name = labels.get(SERVICE_NAME);
    Service service = name == null ? null : services.get(slice.getMetadata().getNamespace(), name);
    return service == null ? new ObjectMetaBuilder().withName(name).build() : service.getMetadata();
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

  private MetaLabels endpoint(MetaLabels slice, Endpoint endpoint) {
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
      addPod(labels, behind);
    }
    return labels;
  }

  private void addPod(MetaLabels labels, ObjectReference behind) {
    if ("Pod".equals(behind.getKind())) {
      labels.plain("pod", behind.getName());
      Pod pod = find(behind);
      if (pod != null) {
        labels.all(PodTargets.labels(pod));
      }
    }
  }

  private @Nullable Pod find(ObjectReference behind) {
    return behind.getNamespace() == null || behind.getName() == null
        ? null
        : pods.get(behind.getNamespace(), behind.getName());
  }

  private static void declare(Ports ports, EndpointPort port) {
    ports.declare(
        port.getName(),
        port.getPort(),
        port.getProtocol(),
        labels ->
            labels
                .meta("endpointslice_port", port.getPort())
                .meta("endpointslice_port_name", port.getName())
                .meta("endpointslice_port_protocol", port.getProtocol())
                .meta("endpointslice_port_app_protocol", port.getAppProtocol()));
  }
}
