// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.scrape.LabelSelector;
import dev.skopos.scrape.TargetSelector;
import dev.skopos.scrape.TargetSelector.Role;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointSliceTargetsTest {

  private static final Service CART =
      Serialization.unmarshal(
          """
          apiVersion: v1
          kind: Service
          metadata: {name: cart, namespace: shop, labels: {app: cart}}
          spec: {ipFamilyPolicy: PreferDualStack, ipFamilies: [IPv4, IPv6]}
          """,
          Service.class);

  private static final Pod POD =
      Serialization.unmarshal(
          """
          apiVersion: v1
          kind: Pod
          metadata: {name: cart-0, namespace: shop, uid: u-1, labels: {tier: front}}
          spec:
            nodeName: node-1
            containers:
            - {name: log, image: "log:1"}
            - {name: cart, image: "cart:2", ports: [{name: web, containerPort: 8080, protocol: TCP}]}
            initContainers:
            - {name: proxy, image: "proxy:3", ports: [{name: admin, containerPort: 9901, protocol: TCP}]}
          status: {podIP: 10.0.0.7, hostIP: 10.0.0.1, phase: Running, conditions: [{type: Ready, status: "True"}]}
          """,
          Pod.class);

  private static final String SLICE =
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: cart-x, namespace: shop, labels: {kubernetes.io/service-name: cart}}
      addressType: FAMILY
      ports:
      - {name: http, port: 8080, protocol: TCP, appProtocol: http}
      - {name: admin, port: 9901, protocol: TCP}
      - {name: other, port: 7000, protocol: TCP}
      endpoints:
      - addresses: [10.0.0.7]
        conditions: {ready: true, serving: true, terminating: false}
        nodeName: node-1
        zone: west
        hostname: cart-0
        targetRef: {kind: Pod, name: cart-0, namespace: shop}
      - addresses: [10.0.9.9]
        targetRef: {kind: Node, name: cart-0, namespace: shop}
      """;

  private final EndpointSliceTargets endpoints =
      new EndpointSliceTargets(
          (namespace, name) -> (namespace + name).equals("shopcart") ? CART : null,
          (namespace, name) -> (namespace + name).equals("shopcart-0") ? POD : null);

  private List<Map<String, String>> targets(String addressType, String port) {
    EndpointSlice slice =
        Serialization.unmarshal(SLICE.replace("FAMILY", addressType), EndpointSlice.class);
    return endpoints.of(
        slice,
        new TargetSelector.Discovered(
            Role.ENDPOINT_SLICE, List.of("shop"), LabelSelector.ALL, port, false));
  }

  @Test
  void aTargetHasAllLabelsOfSliceServicePodAndContainer() {
    Map<String, String> target = targets("IPv4", "http").getFirst();

    assertThat(target)
        .containsEntry("__address__", "10.0.0.7:8080")
        .containsEntry("namespace", "shop")
        .containsEntry("service", "cart")
        .containsEntry("pod", "cart-0")
        .containsEntry("container", "cart")
        .containsEntry("__meta_kubernetes_namespace", "shop")
        .containsEntry("__meta_kubernetes_endpointslice_name", "cart-x")
        .containsEntry("__meta_kubernetes_endpointslice_address_type", "IPv4")
        .containsEntry("__meta_kubernetes_endpointslice_address_target_kind", "Pod")
        .containsEntry("__meta_kubernetes_endpointslice_address_target_name", "cart-0")
        .containsEntry("__meta_kubernetes_endpointslice_endpoint_conditions_ready", "true")
        .containsEntry("__meta_kubernetes_endpointslice_endpoint_conditions_serving", "true")
        .containsEntry("__meta_kubernetes_endpointslice_endpoint_conditions_terminating", "false")
        .containsEntry("__meta_kubernetes_endpointslice_endpoint_hostname", "cart-0")
        .containsEntry("__meta_kubernetes_endpointslice_endpoint_node_name", "node-1")
        .containsEntry("__meta_kubernetes_endpointslice_endpoint_zone", "west")
        .containsEntry("__meta_kubernetes_endpointslice_port", "8080")
        .containsEntry("__meta_kubernetes_endpointslice_port_name", "http")
        .containsEntry("__meta_kubernetes_endpointslice_port_protocol", "TCP")
        .containsEntry("__meta_kubernetes_endpointslice_port_app_protocol", "http")
        .containsEntry("__meta_kubernetes_service_name", "cart")
        .containsEntry("__meta_kubernetes_service_label_app", "cart")
        .containsEntry("__meta_kubernetes_pod_name", "cart-0")
        .containsEntry("__meta_kubernetes_pod_uid", "u-1")
        .containsEntry("__meta_kubernetes_pod_ip", "10.0.0.7")
        .containsEntry("__meta_kubernetes_pod_host_ip", "10.0.0.1")
        .containsEntry("__meta_kubernetes_pod_node_name", "node-1")
        .containsEntry("__meta_kubernetes_pod_phase", "Running")
        .containsEntry("__meta_kubernetes_pod_ready", "true")
        .containsEntry("__meta_kubernetes_pod_label_tier", "front")
        .containsEntry("__meta_kubernetes_pod_container_name", "cart")
        .containsEntry("__meta_kubernetes_pod_container_image", "cart:2")
        .containsEntry("__meta_kubernetes_pod_container_port_name", "web")
        .containsEntry("__meta_kubernetes_pod_container_port_number", "8080")
        .containsEntry("__meta_kubernetes_pod_container_port_protocol", "TCP")
        .containsEntry("__meta_kubernetes_pod_container_init", "false");
  }

  @Test
  void thePortOfAnInitContainerIsThatOfAContainerToo() {
    assertThat(targets("IPv4", "admin").getFirst())
        .containsEntry("container", "proxy")
        .containsEntry("__meta_kubernetes_pod_container_init", "true");
  }

  @Test
  void aPortThatNoContainerDeclaresHasThePodOnly() {
    assertThat(targets("IPv4", "other").getFirst())
        .containsEntry("__meta_kubernetes_pod_name", "cart-0")
        .doesNotContainKeys("container", "__meta_kubernetes_pod_container_name");
  }

  @Test
  void anEndpointThatIsNoPodHasNoLabelsOfOne() {
    Map<String, String> target = targets("IPv4", "http").getLast();

    assertThat(target)
        .containsEntry("__address__", "10.0.9.9:8080")
        .containsEntry("__meta_kubernetes_endpointslice_address_target_kind", "Node");
    assertThat(target.keySet()).noneMatch(name -> name.startsWith("__meta_kubernetes_pod_"));
    assertThat(target).doesNotContainKeys("pod", "container");
  }

  @Test
  void theSecondFamilyOfADualStackServiceGivesNoTargets() {
    assertThat(targets("IPv6", "http")).isEmpty();
    assertThat(targets("IPv4", "")).hasSize(6);
  }
}
