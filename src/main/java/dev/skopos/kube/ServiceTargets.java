// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.scrape.TargetSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.util.List;
import java.util.Map;

/** Targets that are Services, with the labels of Prometheus' role {@code service}. */
final class ServiceTargets {

  static final String ROLE = "service";

  private ServiceTargets() {}

  static List<Map<String, String>> of(Service service, TargetSelector.Discovered selector) {
    ObjectMeta metadata = service.getMetadata();
    ScrapeAnnotations annotations = ScrapeAnnotations.of(metadata);
    if (service.getSpec() == null || !annotations.allow(selector)) {
      return List.of();
    }
    Ports ports = new Ports();
    service.getSpec().getPorts().forEach(port -> declare(ports, port));
    MetaLabels labels =
        new MetaLabels()
            .object(ROLE, metadata)
            .meta("namespace", metadata.getNamespace())
            .meta("service_type", service.getSpec().getType())
            .meta("service_cluster_ip", service.getSpec().getClusterIP())
            .meta("service_external_name", service.getSpec().getExternalName())
            .plain("namespace", metadata.getNamespace())
            .plain("service", metadata.getName());
    annotations.addTo(labels, selector);
    String host = metadata.getName() + "." + metadata.getNamespace() + ".svc";
    return ports.targets(host, Ports.wanted(selector, annotations), labels);
  }

  private static void declare(Ports ports, ServicePort port) {
    ports.declare(
        port.getName(),
        port.getPort(),
        port.getProtocol(),
        labels ->
            labels
                .meta("service_port_name", port.getName())
                .meta("service_port_number", port.getPort())
                .meta("service_port_protocol", port.getProtocol()));
  }
}
