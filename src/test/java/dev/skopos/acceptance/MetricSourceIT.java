// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.demo.Demo;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** MetricSources on a real API server: what they name is scraped and can be queried. */
class MetricSourceIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KIND = "metricsources";

  @TempDir static Path folder;

  private static Cluster cluster;
  private static Operator operator;
  private static Samples samples;
  private static String viewer;

  @BeforeAll
  static void startEverything() {
    cluster = Cluster.start();
    operator = Operator.start(cluster.operatorKubeconfig(folder), folder.resolve("data"), Map.of());
    viewer = cluster.userWith("viewer", "skopos-view");
    samples = new Samples(operator, viewer);
  }

  @AfterAll
  static void stopEverything() {
    operator.close();
    cluster.close();
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(100));
  }

  private static void apply(String name, String spec) {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: MetricSource
        metadata: {name: %s, namespace: default}
        spec: %s
        """
            .formatted(name, spec));
  }

  private static void awaitState(String name, String state) {
    eventually()
        .untilAsserted(
            () ->
                assertThat(cluster.value(KIND, "default", name, ".status.state")).isEqualTo(state));
  }

  @Test
  void theMetricsOfTheDemoCanBeQueriedUntilItIsGone() throws IOException {
    Demo demo = new Demo(0, InstantSource.system());
    String address = URI.create(demo.url()).getAuthority();
    apply(
        "demo",
        """
        {schedule: {interval: 1s, timeout: 1s},
         targets: [{addresses: ["%s"], labels: {team: demo}}]}
        """
            .formatted(address));
    String target = "job=\"demo\",instance=\"%s\",team=\"demo\"".formatted(address);

    eventually().until(() -> samples.value("demo_queue_length{" + target + "}").isPresent());
    assertThat(samples.value("up{" + target + "}")).hasValue(1);
    assertThat(samples.value("scrape_samples_scraped{" + target + "}")).isPresent();
    awaitState("demo", "Up");
    assertThat(cluster.condition(KIND, "default", "demo", "Ready")).isEqualTo("True");
    JsonNode shown = targets("default/demo");
    assertThat(shown).hasSize(1);
    assertThat(shown.get(0).path("health").asText()).isEqualTo("up");
    assertThat(shown.get(0).path("scrapeUrl").asText()).isEqualTo(demo.url() + "/metrics");
    assertThat(shown.get(0).path("scrapeInterval").asText()).isEqualTo("1s");

    demo.close();
    awaitState("demo", "Down");
    assertThat(cluster.value(KIND, "default", "demo", ".status.failures[0].instance"))
        .isEqualTo(address);
    assertThat(samples.value("demo_queue_length{" + target + "}")).isEmpty();
    assertThat(samples.value("up{" + target + "}")).hasValue(0);
    cluster.kubectl("delete", KIND, "demo");
    eventually().until(() -> samples.value("up{" + target + "}").isEmpty());
    assertThat(targets("default/demo")).isEmpty();
  }

  private static JsonNode targets(String pool) throws IOException {
    return JSON.readTree(operator.get("/api/v1/targets?scrapePool=" + pool, viewer).body())
        .path("data")
        .path("activeTargets");
  }

  private static String pod(String name, int port) {
    return """
    apiVersion: v1
    kind: Pod
    metadata:
      name: %s
      namespace: default
      labels: {app: web}
      annotations: {prometheus.io/scrape: "true", prometheus.io/port: "%d"}
    spec:
      containers: [{name: web, image: web}]
    """
        .formatted(name, port);
  }

  /** There is no kubelet, so the test says what one would say. */
  private static void say(String pod, String status) {
    cluster.kubectl(
        "patch",
        "pod",
        pod,
        "--subresource=status",
        "--type=merge",
        "-p",
        "{\"status\":" + status + "}");
  }

  @Test
  void podsThatAskForItByAnnotationsAreScrapedAsLongAsTheyRun() throws IOException {
    try (Demo demo = new Demo(0, InstantSource.system())) {
      int port = URI.create(demo.url()).getPort();
      cluster.apply(pod("web-0", port));
      say(
          "web-0",
          "{\"phase\":\"Running\",\"podIP\":\"127.0.0.1\",\"podIPs\":[{\"ip\":\"127.0.0.1\"}]}");
      apply(
          "annotated",
          """
          {schedule: {interval: 1s, timeout: 1s},
           discover: [{kind: Pod, selector: {matchLabels: {app: web}}, annotated: true}]}
          """);
      String target =
          "job=\"annotated\",namespace=\"default\",pod=\"web-0\",instance=\"127.0.0.1:%d\""
              .formatted(port);

      eventually().until(() -> samples.value("demo_queue_length{" + target + "}").isPresent());
      assertThat(targets("default/annotated").get(0).path("discoveredLabels").toString())
          .contains("\"__meta_kubernetes_pod_label_app\":\"web\"")
          .contains("\"__meta_kubernetes_pod_phase\":\"Running\"");

      say("web-0", "{\"phase\":\"Succeeded\"}");
      eventually().until(() -> samples.value("up{" + target + "}").isEmpty());
      awaitState("annotated", "NoTargets");
    }
  }

  @Test
  void endpointsAreFoundByTheirServiceAndRelabeled() throws IOException {
    try (Demo demo = new Demo(0, InstantSource.system())) {
      int port = URI.create(demo.url()).getPort();
      cluster.apply(
          """
          apiVersion: v1
          kind: Service
          metadata: {name: cart, namespace: default, annotations: {owner: shop}}
          spec: {ports: [{name: http, port: 80}], selector: {app: cart}}
          ---
          apiVersion: discovery.k8s.io/v1
          kind: EndpointSlice
          metadata:
            name: cart-1
            namespace: default
            labels: {kubernetes.io/service-name: cart, app: cart}
          addressType: IPv4
          endpoints: [{addresses: ["192.0.2.10"], conditions: {ready: true}}]
          ports: [{name: http, port: %d, protocol: TCP}, {name: dns, port: 53, protocol: UDP}]
          """
              .formatted(port));
      apply(
          "endpoints",
          """
          {schedule: {interval: 1s, timeout: 1s},
           discover: [{kind: EndpointSlice, port: http, selector: {matchExpressions: [{key: app, operator: In, values: [cart]}]}}],
           relabelings: [{sourceLabels: [__address__], regex: "192.0.2.10:(.*)", targetLabel: __address__, replacement: "127.0.0.1:$1"},
                         {sourceLabels: [__meta_kubernetes_service_annotation_owner], targetLabel: owner}]}
          """);

      eventually()
          .until(
              () ->
                  samples
                      .value(
                          "demo_queue_length{job=\"endpoints\",service=\"cart\",owner=\"shop\",instance=\"127.0.0.1:%d\"}"
                              .formatted(port))
                      .isPresent());
      cluster.kubectl("delete", "endpointslice", "cart-1");
      eventually().until(() -> samples.value("up{job=\"endpoints\"}").isEmpty());
    }
  }

  @Test
  void onlyTheOperatorsOwnNamespaceMayLookIntoOthers() {
    apply("curious", "{discover: [{kind: Pod, namespaces: [\"*\"]}]}");

    eventually()
        .until(() -> cluster.condition(KIND, "default", "curious", "Stalled").equals("True"));
    assertThat(cluster.conditionMessage(KIND, "default", "curious", "Accepted"))
        .contains("only a MetricSource in namespace skopos-system");
  }

  @Test
  void aSourceThatCannotWorkSaysWhy() {
    apply("wrong", "{targets: [{addresses: [a]}], relabelings: [{action: drop, regex: \"(\"}]}");

    eventually().until(() -> cluster.condition(KIND, "default", "wrong", "Stalled").equals("True"));
    assertThat(cluster.conditionMessage(KIND, "default", "wrong", "Accepted"))
        .contains("spec.relabelings[0]: not a regular expression: \"(\"");
  }

  @Test
  void aSecretThatIsMissingIsNamed() {
    apply(
        "locked",
        """
        {targets: [{addresses: ["127.0.0.1:1"]}],
         auth: {bearer: {tokenFrom: {secretKeyRef: {name: none, key: token}}}}}
        """);

    eventually().until(() -> cluster.condition(KIND, "default", "locked", "Ready").equals("False"));
    assertThat(cluster.conditionMessage(KIND, "default", "locked", "Ready"))
        .contains("key \"token\" of Secret default/none does not exist");
  }
}
