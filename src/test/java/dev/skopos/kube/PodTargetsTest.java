// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.scrape.LabelSelector;
import dev.skopos.scrape.TargetSelector;
import dev.skopos.scrape.TargetSelector.Role;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodTargetsTest {

  private static final String CONTAINERS =
      """
      {containers: [{name: web, image: "web:1", ports: [{name: http, containerPort: 8080, protocol: TCP},
                                                         {name: dns, containerPort: 53, protocol: UDP}]},
                    {name: log, image: log}],
       initContainers: [{name: setup, ports: [{containerPort: 1}]},
                        {name: proxy, restartPolicy: Always, ports: [{name: admin, containerPort: 9901}]}]}
      """;

  private static Pod pod(String annotations, String spec, String status) {
    Pod pod =
        Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: web-0
              namespace: shop
              uid: u-1
              labels: {app.kubernetes.io/name: web}
              annotations: %s
              ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: x, controller: true}]
            spec: %s
            status: %s
            """
                .formatted(annotations, spec.replace("\n", " "), status),
            Pod.class);
    PodTargets.slim(pod);
    return pod;
  }

  private static final String RUNNING =
      "{podIP: 10.0.0.7, hostIP: 10.0.0.1, phase: Running, conditions: [{type: Ready, status:"
          + " \"True\"}]}";

  private static TargetSelector.Discovered selector(String port, boolean annotated) {
    return new TargetSelector.Discovered(
        Role.POD, List.of("shop"), LabelSelector.ALL, port, annotated);
  }

  private static List<String> addresses(List<Map<String, String>> targets) {
    return targets.stream().map(target -> target.get("__address__")).toList();
  }

  @Test
  void eachDeclaredPortIsATarget() {
    List<Map<String, String>> targets =
        PodTargets.of(pod("{}", CONTAINERS, RUNNING), selector("", false));

    assertThat(addresses(targets)).containsExactly("10.0.0.7:8080", "10.0.0.7:9901");
    assertThat(targets.getFirst())
        .containsEntry("namespace", "shop")
        .containsEntry("pod", "web-0")
        .containsEntry("container", "web")
        .containsEntry("__meta_kubernetes_namespace", "shop")
        .containsEntry("__meta_kubernetes_pod_name", "web-0")
        .containsEntry("__meta_kubernetes_pod_ip", "10.0.0.7")
        .containsEntry("__meta_kubernetes_pod_host_ip", "10.0.0.1")
        .containsEntry("__meta_kubernetes_pod_ready", "true")
        .containsEntry("__meta_kubernetes_pod_phase", "Running")
        .containsEntry("__meta_kubernetes_pod_uid", "u-1")
        .containsEntry("__meta_kubernetes_pod_controller_kind", "ReplicaSet")
        .containsEntry("__meta_kubernetes_pod_label_app_kubernetes_io_name", "web")
        .containsEntry("__meta_kubernetes_pod_labelpresent_app_kubernetes_io_name", "true")
        .containsEntry("__meta_kubernetes_pod_container_port_name", "http")
        .containsEntry("__meta_kubernetes_pod_container_port_number", "8080")
        .containsEntry("__meta_kubernetes_pod_container_image", "web:1")
        .containsEntry("__meta_kubernetes_pod_container_init", "false");
    assertThat(targets.getLast()).containsEntry("__meta_kubernetes_pod_container_init", "true");
  }

  @ParameterizedTest
  @CsvSource({
    "http, 10.0.0.7:8080",
    "8080, 10.0.0.7:8080",
    "admin, 10.0.0.7:9901",
    "9090, 10.0.0.7:9090",
    "dns, ",
    "other, "
  })
  void aPortIsChosenByNameOrNumber(String port, String expected) {
    assertThat(addresses(PodTargets.of(pod("{}", CONTAINERS, RUNNING), selector(port, false))))
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @Test
  void annotationsAreFollowedWhereTheSelectorSaysSo() {
    String annotations =
        "{prometheus.io/scrape: \"true\", prometheus.io/port: \"9000\", prometheus.io/path: /m,"
            + " prometheus.io/scheme: https}";

    List<Map<String, String>> targets =
        PodTargets.of(pod(annotations, CONTAINERS, RUNNING), selector("http", true));

    assertThat(addresses(targets)).containsExactly("10.0.0.7:9000");
    assertThat(targets.getFirst())
        .containsEntry("__metrics_path__", "/m")
        .containsEntry("__scheme__", "https");
    assertThat(PodTargets.of(pod("{}", CONTAINERS, RUNNING), selector("http", true))).isEmpty();
    assertThat(
            addresses(
                PodTargets.of(pod(annotations, CONTAINERS, RUNNING), selector("http", false))))
        .containsExactly("10.0.0.7:8080");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      value = {"{phase: Pending}", "{podIP: 10.0.0.7, phase: Succeeded}", "{}"})
  void aPodWithoutAnAddressOrThatHasEndedIsNoTarget(String status) {
    assertThat(PodTargets.of(pod("{}", CONTAINERS, status), selector("", false))).isEmpty();
  }

  @Test
  void aPodThatDeclaresNoPortIsATargetByItsAddress() {
    Pod pod = pod("{}", "{containers: [{name: a}]}", "{podIP: \"fd00::7\", phase: Running}");

    assertThat(addresses(PodTargets.of(pod, selector("", false)))).containsExactly("[fd00::7]");
    assertThat(addresses(PodTargets.of(pod, selector("80", false))))
        .containsExactly("[fd00::7]:80");
  }

  @Test
  void aServiceIsATargetByItsName() {
    Service service =
        Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: cart, namespace: shop, labels: {app: cart}}
            spec: {type: ClusterIP, clusterIP: 10.1.1.1, ports: [{name: http, port: 80, protocol: TCP}]}
            """,
            Service.class);

    List<Map<String, String>> targets = ServiceTargets.of(service, selector("", false));

    assertThat(addresses(targets)).containsExactly("cart.shop.svc:80");
    assertThat(targets.getFirst())
        .containsEntry("service", "cart")
        .containsEntry("__meta_kubernetes_service_type", "ClusterIP")
        .containsEntry("__meta_kubernetes_service_label_app", "cart")
        .containsEntry("__meta_kubernetes_service_port_name", "http");
    assertThat(ServiceTargets.of(service, selector("", true))).isEmpty();
  }
}
