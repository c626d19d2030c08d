// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.scrape.TargetSelector;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Targets that are pods, with the labels of Prometheus' role {@code pod}. A pod without an address
 * is none, nor is one that has ended. Of init containers, those that go on running count.
 */
final class PodTargets {

  static final String ROLE = "pod";

  private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

  private PodTargets() {}

  static List<Map<String, String>> of(Pod pod, TargetSelector.Discovered selector) {
    ScrapeAnnotations annotations = ScrapeAnnotations.of(pod.getMetadata());
    String address = address(pod);
    if (address.isEmpty() || !annotations.allow(selector)) {
      return List.of();
    }
    Ports ports = new Ports();
    containers(pod).forEach(container -> declare(ports, pod, container));
    MetaLabels labels =
        labels(pod)
            .meta("namespace", pod.getMetadata().getNamespace())
            .plain("namespace", pod.getMetadata().getNamespace())
            .plain("pod", pod.getMetadata().getName());
    annotations.addTo(labels, selector);
    return ports.targets(address, Ports.wanted(selector, annotations), labels);
  }

  /** Empty for a pod that has none yet or any more. */
  private static String address(Pod pod) {
    if (pod.getSpec() == null || pod.getStatus() == null) {
      return "";
    }
    String address = pod.getStatus().getPodIP();
    boolean ended = ENDED.contains(Objects.requireNonNullElse(pod.getStatus().getPhase(), ""));
    return ended || address == null ? "" : address;
  }

  /** What is known of the pod, whichever of its ports is scraped. */
  static MetaLabels labels(Pod pod) {
    MetaLabels labels =
        new MetaLabels()
            .object(ROLE, pod.getMetadata())
            .meta("pod_uid", pod.getMetadata().getUid())
            .meta("pod_node_name", pod.getSpec() == null ? null : pod.getSpec().getNodeName());
    if (pod.getStatus() != null) {
      labels
          .meta("pod_ip", pod.getStatus().getPodIP())
          .meta("pod_host_ip", pod.getStatus().getHostIP())
          .meta("pod_phase", pod.getStatus().getPhase())
          .meta("pod_ready", ready(pod));
    }
    pod.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .findFirst()
        .ifPresent(
            (OwnerReference owner) ->
                labels
                    .meta("pod_controller_kind", owner.getKind())
                    .meta("pod_controller_name", owner.getName()));
    return labels;
  }

  private static String ready(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals("Ready"))
        .map(PodCondition::getStatus)
        .findFirst()
        .orElse("unknown")
        .toLowerCase(Locale.ROOT);
  }

  private static Stream<Container> containers(Pod pod) {
    return Stream.concat(
        pod.getSpec().getContainers().stream(),
        pod.getSpec().getInitContainers().stream()
            .filter(container -> "Always".equals(container.getRestartPolicy())));
  }

  /** The container that declares this port; of several, the last one, as in Prometheus. */
  static void addContainer(MetaLabels labels, Pod pod, int number) {
    if (pod.getSpec() == null) {
      return;
    }
    Stream.concat(
            pod.getSpec().getContainers().stream(), pod.getSpec().getInitContainers().stream())
        .forEach(
            container ->
                container.getPorts().stream()
                    .filter(port -> Objects.equals(port.getContainerPort(), number))
                    .findFirst()
                    .ifPresent(port -> port(names(labels, pod, container), port)));
  }

  private static void declare(Ports ports, Pod pod, Container container) {
    for (ContainerPort port : container.getPorts()) {
      ports.declare(
          port.getName(),
          port.getContainerPort(),
          port.getProtocol(),
          labels ->
              port(
                  names(labels, pod, container).meta("pod_container_id", id(pod, container)),
                  port));
    }
  }

  private static void port(MetaLabels labels, ContainerPort port) {
    labels
        .meta("pod_container_port_name", port.getName())
        .meta("pod_container_port_number", port.getContainerPort())
        .meta("pod_container_port_protocol", port.getProtocol());
  }

  private static String id(Pod pod, Container container) {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(status -> status.getName().equals(container.getName()))
        .map(ContainerStatus::getContainerID)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  private static MetaLabels names(MetaLabels labels, Pod pod, Container container) {
    return labels
        .plain("container", container.getName())
        .meta("pod_container_name", container.getName())
        .meta("pod_container_image", container.getImage())
        .meta("pod_container_init", pod.getSpec().getInitContainers().contains(container));
  }

  /** Keeps of a pod what labels are made of. */
  static void slim(Pod pod) {
    if (pod.getSpec() != null) {
      pod.setSpec(
          new PodSpecBuilder()
              .withNodeName(pod.getSpec().getNodeName())
              .withContainers(slim(pod.getSpec().getContainers()))
              .withInitContainers(slim(pod.getSpec().getInitContainers()))
              .build());
    }
    if (pod.getStatus() != null) {
      pod.getStatus().setInitContainerStatuses(List.of());
      pod.getStatus().setEphemeralContainerStatuses(List.of());
    }
  }

  private static List<Container> slim(List<Container> containers) {
    return containers.stream()
        .map(
            container -> {
              Container slim = new Container();
              slim.setName(container.getName());
              slim.setImage(container.getImage());
              slim.setPorts(container.getPorts());
              slim.setRestartPolicy(container.getRestartPolicy());
              return slim;
            })
        .toList();
  }
}
