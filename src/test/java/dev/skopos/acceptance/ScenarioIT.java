// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.demo.Demo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user sees: the samples against the demo workload, on a real API server, with the operator
 * running as the chart's service account.
 */
class ScenarioIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHECKS = "healthchecks";

  @TempDir static Path folder;

  private static Cluster cluster;
  private static Demo demo;
  private static Operator operator;
  private static Samples samples;

  @BeforeAll
  static void startEverything() throws IOException {
    cluster = Cluster.start();
    demo = new Demo(0, InstantSource.system());
    operator = Operator.start(cluster.operatorKubeconfig(folder), folder.resolve("data"), Map.of());
    samples = new Samples(operator, cluster.userWith("viewer", "skopos-view"));
    cluster.apply(samplesFor(demo));
  }

  @AfterAll
  static void stopEverything() {
    operator.close();
    demo.close();
    cluster.close();
  }

  /** The samples as they are, but for the demo's port. */
  private static String samplesFor(Demo demo) throws IOException {
    int port = URI.create(demo.url()).getPort();
    try (Stream<Path> files = Files.list(Path.of("kubernetes/samples"))) {
      List<Path> yaml =
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .filter(file -> !file.endsWith("kustomization.yaml"))
              .sorted(
                  java.util.Comparator.comparing((Path file) -> !file.endsWith("namespace.yaml"))
                      .thenComparing(file -> file))
              .toList();
      StringBuilder all = new StringBuilder();
      for (Path file : yaml) {
        all.append("---\n").append(Files.readString(file).replace("8090", "" + port)).append('\n');
      }
      return all.toString();
    }
  }

  @Test
  void breakingAndHealingTheDemoIsSeenEverywhereOnce() throws Exception {
    awaitEverythingReady();
    awaitState(CHECKS, "demo-health", "Healthy", Duration.ofSeconds(40));
    assertThat(columns()).contains("Healthy", "True");
    int before = received().size();

    Instant broken = Instant.now();
    get("/break");
    Duration bound = failureBound();
    awaitState(CHECKS, "demo-health", "Unhealthy", bound.plusSeconds(30));
    assertThat(Instant.parse(value(CHECKS, "demo-health", ".status.lastTransitionTime")))
        .isBefore(broken.plus(bound).plusSeconds(1));
    assertThat(cluster.conditionMessage(CHECKS, "demo", "demo-health", "Healthy")).contains("503");

    awaitState("alertrules", "demo-down", "Firing", Duration.ofSeconds(40));
    JsonNode alert = samples.result("ALERTS{alertname=\"DemoDown\",alertstate=\"firing\"}");
    assertThat(alert).hasSize(1);
    eventually().until(() -> received().size() > before);
    JsonNode firing = received().get(0).path("body");
    assertThat(firing.path("status").asText()).isEqualTo("firing");
    assertThat(firing.path("alerts").get(0).path("labels").path("alertname").asText())
        .isEqualTo("DemoDown");
    eventually().untilAsserted(() -> assertThat(eventsOn("HealthCheck")).contains("Unhealthy"));
    eventually().untilAsserted(() -> assertThat(eventsOn("AlertRule")).contains("Firing"));

    get("/heal");
    awaitState(CHECKS, "demo-health", "Healthy", Duration.ofSeconds(40));
    awaitState("alertrules", "demo-down", "Inactive", Duration.ofSeconds(40));
    eventually()
        .untilAsserted(
            () ->
                assertThat(statuses(before))
                    .as("notifications")
                    .containsExactly("firing", "resolved"));
  }

  @Test
  void anAlertFiresWithinATenthOfASecondOfItsFor() {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: AlertRule
        metadata: {name: exact, namespace: demo}
        spec:
          expr: vector(1) > 0
          for: 3s
          interval: 60s
          severity: info
        """);

    awaitState("alertrules", "exact", "Firing", Duration.ofSeconds(30));
    Instant activeAt = Instant.parse(value("alertrules", "exact", ".status.instances[0].activeAt"));
    double firedAt =
        samples.value("timestamp(ALERTS{alertname=\"exact\",alertstate=\"firing\"})").orElse(0);
    assertThat(firedAt - activeAt.toEpochMilli() / 1000.0).isBetween(3.0, 3.1);
    cluster.kubectl("delete", "alertrule", "exact", "-n", "demo");
  }

  @Test
  void aDeletedCheckIsProbedNoMoreAndItsSeriesEnd() throws Exception {
    check("short-lived", "1s");
    eventually().until(() -> samples.value("probe_success{name=\"short-lived\"}").isPresent());

    cluster.kubectl("delete", "healthcheck", "short-lived", "-n", "demo");
    eventually().until(() -> samples.value("probe_success{name=\"short-lived\"}").isEmpty());
    double runs = runs("short-lived");
    check("witness", "1s");
    eventually().until(() -> runs("witness") >= 3);
    assertThat(runs("short-lived")).isEqualTo(runs);
  }

  @Test
  void anEditedIntervalTakesEffectAtOnce() {
    check("edited", "1h");
    eventually().until(() -> runs("edited") >= 1);

    cluster.kubectl(
        "patch",
        "healthcheck",
        "edited",
        "-n",
        "demo",
        "--type=merge",
        "-p",
        "{\"spec\":{\"schedule\":{\"interval\":\"1s\"}}}");
    eventually().until(() -> runs("edited") >= 4);
  }

  @Test
  void aBadGenerationIsRefusedAndTheOneBeforeGoesOn() {
    rule("guarded", "vector(1) > 0");
    awaitState("alertrules", "guarded", "Firing", Duration.ofSeconds(30));

    rule("guarded", "vector(1) >");
    eventually().until(() -> condition("alertrules", "guarded", "Accepted").equals("False"));
    assertThat(condition("alertrules", "guarded", "Stalled")).isEqualTo("True");
    assertThat(cluster.conditionMessage("alertrules", "demo", "guarded", "Accepted"))
        .contains("spec.expr", "parse error");
    assertThat(value("alertrules", "guarded", ".status.acceptedGeneration")).isEqualTo("1");
    assertThat(value("alertrules", "guarded", ".status.state")).isEqualTo("Firing");

    rule("guarded", "vector(1) > 2");
    awaitState("alertrules", "guarded", "Inactive", Duration.ofSeconds(30));
    cluster.kubectl("delete", "alertrule", "guarded", "-n", "demo");
  }

  @Test
  void aMissingSecretIsSaidAndItsComingIsSeenWithinASecond() {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: NotificationChannel
        metadata: {name: secretive, namespace: demo}
        spec:
          slack:
            webhookURLFrom: {secretKeyRef: {name: not-there, key: url}}
        """);
    eventually()
        .until(() -> condition("notificationchannels", "secretive", "Ready").equals("False"));
    assertThat(cluster.conditionMessage("notificationchannels", "demo", "secretive", "Ready"))
        .contains("not-there");

    cluster.kubectl(
        "create",
        "secret",
        "generic",
        "not-there",
        "-n",
        "demo",
        "--from-literal=url=http://127.0.0.1:1/hook");
    eventually()
        .until(() -> condition("notificationchannels", "secretive", "Ready").equals("True"));
    cluster.kubectl("delete", "notificationchannel", "secretive", "-n", "demo");
  }

  private static void awaitEverythingReady() {
    for (String kind : List.of(CHECKS, "alertrules", "notificationchannels", "metricsources")) {
      cluster.kubectl(
          "wait", "--for=condition=Ready", kind, "--all", "-n", "demo", "--timeout=60s");
    }
  }

  private static String columns() {
    return cluster.kubectl(
        "get", "healthchecks,alertrules,notificationchannels,metricsources", "-A");
  }

  /** Failure threshold times interval plus timeout, as the resource says. */
  private static Duration failureBound() {
    long failures = Long.parseLong(value(CHECKS, "demo-health", ".spec.thresholds.failure"));
    Duration interval =
        Duration.parse("PT" + value(CHECKS, "demo-health", ".spec.schedule.interval"));
    Duration timeout =
        Duration.parse("PT" + value(CHECKS, "demo-health", ".spec.schedule.timeout"));
    return interval.multipliedBy(failures).plus(timeout);
  }

  private static void check(String name, String interval) {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: HealthCheck
        metadata: {name: %s, namespace: demo}
        spec:
          schedule: {interval: %s, timeout: 1s}
          http: {url: "%s/health"}
        """
            .formatted(name, interval, demo.url()));
  }

  private static void rule(String name, String expression) {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: AlertRule
        metadata: {name: %s, namespace: demo}
        spec:
          expr: "%s"
          interval: 1s
          severity: info
        """
            .formatted(name, expression));
  }

  private static double runs(String name) {
    return samples
        .value(
            "sum(max_over_time(skopos_check_results_total{namespace=\"demo\",name=\"%s\"}[10m]))"
                .formatted(name))
        .orElse(0);
  }

  private static void awaitState(String kind, String name, String state, Duration atMost) {
    await()
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(value(kind, name, ".status.state")).isEqualTo(state));
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200));
  }

  private static String value(String kind, String name, String path) {
    return cluster.value(kind, "demo", name, path);
  }

  private static String condition(String kind, String name, String type) {
    return cluster.condition(kind, "demo", name, type);
  }

  private static String eventsOn(String kind) {
    return cluster.kubectl(
        "get",
        "events.events.k8s.io",
        "-n",
        "demo",
        "--field-selector",
        "regarding.kind=" + kind,
        "-o",
        "jsonpath={.items[*].reason}");
  }

  private static List<String> statuses(int skip) throws Exception {
    List<JsonNode> all = received();
    return all.subList(0, all.size() - skip).reversed().stream()
        .map(one -> one.path("body").path("status").asText())
        .toList();
  }

  /** What the demo's webhook got of the rule that the demo breaks, newest first. */
  private static List<JsonNode> received() throws Exception {
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode one : JSON.readTree(get("/received"))) {
      if (one.path("body").toString().contains("DemoDown")) {
        all.add(one);
      }
    }
    return all;
  }

  private static String get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(demo.url() + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }
}
