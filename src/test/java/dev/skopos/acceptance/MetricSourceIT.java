// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.skopos.demo.Demo;
import dev.skopos.wire.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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

  /** A target that gives the same family again and again, in the format that it is asked for. */
  private static HttpServer exposing(byte[] protobuf) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          String accepted = exchange.getRequestHeaders().getFirst("Accept");
          boolean wanted = accepted.startsWith("application/vnd.google.protobuf");
          byte[] body = wanted ? protobuf : "plain 1\n".getBytes(StandardCharsets.UTF_8);
          exchange
              .getResponseHeaders()
              .set(
                  "Content-Type",
                  wanted ? accepted.substring(0, accepted.indexOf(";q=")) : "text/plain");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** A native histogram with two observations in (1, 2] and two in (2, 4], and an exemplar. */
  private static byte[] latency() {
    Message exemplar =
        new Message()
            .message(1, new Message().text(1, "trace_id").text(2, "4bf92f"))
            .float64(2, 1.5)
            .message(3, new Message().varint(1, InstantSource.system().millis() / 1_000));
    Message histogram =
        new Message()
            .varint(1, 4)
            .float64(2, 9)
            .zigZag(5, 0)
            .float64(6, 1e-128)
            .message(12, new Message().zigZag(1, 1).varint(2, 2))
            .zigZags(13, 2, 0)
            .message(16, exemplar);
    return new Message()
        .text(1, "latency_seconds")
        .varint(3, 4)
        .message(4, new Message().message(7, histogram))
        .toDelimited();
  }

  @Test
  void nativeHistogramsAndTheirExemplarsCanBeQueried() throws IOException {
    HttpServer server = exposing(latency());
    try {
      apply(
          "latency",
          """
          {schedule: {interval: 1s, timeout: 1s}, histograms: {native: true},
           targets: [{addresses: ["127.0.0.1:%d"]}]}
          """
              .formatted(server.getAddress().getPort()));

      eventually().until(() -> samples.value("histogram_count(latency_seconds)").isPresent());
      assertThat(samples.value("histogram_count(latency_seconds)")).hasValue(4);
      assertThat(samples.value("histogram_quantile(0.5, latency_seconds)")).hasValue(2);
      assertThat(samples.result("latency_seconds").get(0).path("histogram").get(1).path("sum"))
          .hasToString("\"9\"");
      JsonNode exemplars =
          JSON.readTree(
                  operator
                      .get("/api/v1/query_exemplars?query=rate(latency_seconds[5m])", viewer)
                      .body())
              .path("data");
      assertThat(exemplars).hasSize(1);
      assertThat(exemplars.get(0).path("seriesLabels").path("__name__").asText())
          .isEqualTo("latency_seconds");
      assertThat(exemplars.get(0).path("exemplars").get(0).path("labels").path("trace_id").asText())
          .isEqualTo("4bf92f");
      assertThat(operator.get("/api/v1/query_exemplars?query=1", viewer).statusCode())
          .isEqualTo(204);
      assertThat(operator.get("/metrics", viewer).body())
          .contains("skopos_tsdb_head_exemplars 1.0");
    } finally {
      cluster.kubectl("delete", KIND, "latency");
      server.stop(0);
    }
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

  /** As much of a definition of monitoring.coreos.com as the API server needs to take monitors. */
  private static String definition(String kind, String plural) {
    return """
    apiVersion: apiextensions.k8s.io/v1
    kind: CustomResourceDefinition
    metadata: {name: %s.monitoring.coreos.com}
    spec:
      group: monitoring.coreos.com
      scope: Namespaced
      names: {kind: %s, plural: %s}
      versions:
      - name: v1
        served: true
        storage: true
        schema:
          openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
    """
        .formatted(plural, kind, plural);
  }

  @Test
  void monitorsOfThePrometheusOperatorAreFollowedOnceTheyAreDefined() throws IOException {
    try (Demo demo = new Demo(0, InstantSource.system())) {
      int port = URI.create(demo.url()).getPort();
      cluster.apply(definition("PodMonitor", "podmonitors"));
      cluster.kubectl(
          "wait",
          "--for=condition=Established",
          "crd",
          "podmonitors.monitoring.coreos.com",
          "--timeout=30s");
      cluster.apply(pod("monitored", port).replace("app: web", "app: monitored"));
      say(
          "monitored",
          "{\"phase\":\"Running\",\"podIP\":\"127.0.0.1\",\"podIPs\":[{\"ip\":\"127.0.0.1\"}]}");
      cluster.apply(
          """
          apiVersion: monitoring.coreos.com/v1
          kind: PodMonitor
          metadata: {name: shop, namespace: default}
          spec:
            selector: {matchLabels: {app: monitored}}
            podMetricsEndpoints: [{portNumber: %d, interval: 1s}]
          """
              .formatted(port));
      String series = "demo_queue_length{job=\"default/shop\",pod=\"monitored\"}";

      await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(200))
          .until(() -> samples.value(series).isPresent());
      cluster.kubectl("delete", "podmonitor", "shop");
      eventually().until(() -> samples.value(series).isEmpty());
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
