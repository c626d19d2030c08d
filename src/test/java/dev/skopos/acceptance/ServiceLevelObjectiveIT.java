// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.net.TestHttpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ServiceLevelObjective from pushed counters to the status, alerts, records and pages. */
class ServiceLevelObjectiveIT {

  private static final String KIND = "servicelevelobjectives";
  private static final int SAMPLES = 240;
  private static final int EVENTS_BETWEEN = 10;
  private static final String NO_EXCLUSIONS =
      "[{\"op\": \"remove\", \"path\": \"/spec/exclusions\"}]";
  private static final Duration STEP = Duration.ofSeconds(30);

  @TempDir static Path folder;

  private static Cluster cluster;
  private static TestHttpServer receiver;
  private static Operator operator;
  private static String sender;

  /** Of the last sample of the history that is pushed. */
  private static Instant newest;

  @BeforeAll
  static void startEverything() {
    newest = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    cluster = Cluster.start();
    receiver = TestHttpServer.start(exchange -> exchange.answer(200, "ok"));
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: NotificationChannel
        metadata: {name: hook, namespace: default}
        spec:
          webhook: {url: "%s"}
        """
            .formatted(receiver.url("/hook")));
    operator = started();
    sender = cluster.userWith("sender", "skopos-sender");
    push("200", i -> EVENTS_BETWEEN * i);
    push("500", _ -> 0);
  }

  private static Operator started() {
    return Operator.start(
        cluster.operatorKubeconfig(folder),
        folder.resolve("data"),
        Map.of("SKOPOS_ACCESS_ANONYMOUS", "View"));
  }

  @AfterAll
  static void stopEverything() {
    operator.close();
    receiver.close();
    cluster.close();
  }

  private static void push(String code, IntToDoubleFunction value) {
    SortedMap<Instant, Double> samples = new TreeMap<>();
    for (int i = 0; i < SAMPLES; i++) {
      samples.put(newest.minus(STEP.multipliedBy(SAMPLES - 1 - i)), value.applyAsDouble(i));
    }
    send(code, samples);
  }

  private static void send(String code, SortedMap<Instant, Double> samples) {
    new Pushes(operator, sender)
        .push(
            samples,
            "__name__",
            "checkout_requests_total",
            "code",
            code,
            "instance",
            "a",
            "job",
            "checkout");
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(90)).until(condition);
  }

  private static String status(String path) {
    return cluster.value(KIND, "default", "checkout", ".status" + path);
  }

  private static String condition(String type) {
    return cluster.condition(KIND, "default", "checkout", type);
  }

  private static boolean told(String... words) {
    return receiver.requests().stream()
        .anyMatch(request -> Stream.of(words).allMatch(request.body()::contains));
  }

  @Test
  void eventsAreCountedExactlyABurnPagesAnExclusionForgivesAndARestartForgetsNothing() {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: ServiceLevelObjective
        metadata: {name: checkout, namespace: default}
        spec:
          targetPercent: "99.9"
          interval: 10s
          indicator:
            ratio:
              errors: checkout_requests_total{code=~"5.."}
              total: checkout_requests_total
          alerting: {budget: [{exhausted: true, severity: high}]}
          notify: {channels: [{name: hook}]}
        """);

    int counted = EVENTS_BETWEEN * (SAMPLES - 1);
    eventually(() -> status(".events.total").equals(Integer.toString(counted)));
    assertThat(status(".state")).isEqualTo("Met");
    assertThat(status(".events.bad")).isEqualTo("0");
    assertThat(status(".errorBudget.remainingPercent")).isEqualTo("100.00");
    assertThat(condition("BudgetAvailable")).isEqualTo("True");
    assertThat(cluster.kubectl("get", KIND, "checkout").lines().skip(1))
        .singleElement()
        .asString()
        .matches("checkout +Met +99.9 +100.0000 +100.00 +True +[0-9ms]+");

    Instant burst = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    int bad = 500;
    send("500", new TreeMap<>(Map.of(burst, (double) bad)));

    eventually(() -> status(".state").equals("Exhausted"));
    assertThat(status(".events.bad")).isEqualTo(Integer.toString(bad));
    assertThat(status(".events.total")).isEqualTo(Integer.toString(counted + bad));
    cluster.kubectl(
        "wait", "--for=condition=BudgetAvailable=false", "--timeout=60s", KIND + "/checkout");
    eventually(() -> told("\"ErrorBudgetBurn\"", "\"tier\"", "page-quick", "\"firing\""));
    eventually(() -> told("ErrorBudgetExhausted"));
    assertThat(told("ticket-slow")).isFalse();
    eventually(() -> cluster.kubectl("get", "events").contains("BudgetExhausted"));
    clientsSeeIt();

    forgive(burst);
    restart(counted);
  }

  @Test
  void windowsShorterThanTheTimeBetweenSamplesAreToldWithTheField() {
    SortedMap<Instant, Double> sparse = new TreeMap<>();
    for (int i = 0; i < 6; i++) {
      sparse.put(newest.minus(Duration.ofMinutes(10L * i)), 1.0);
    }
    new Pushes(operator, sender).push(sparse, "__name__", "sparse_up");
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: ServiceLevelObjective
        metadata: {name: sparse, namespace: default}
        spec:
          targetPercent: "99.9"
          interval: 10s
          indicator: {boolGauge: {metric: sparse_up}}
          notify: {channels: [{name: hook}]}
        """);

    eventually(
        () ->
            cluster
                .conditionMessage(KIND, "default", "sparse", "Ready")
                .contains("spec.alerting: the short window of tier page-quick, 5m, is shorter"));
    assertThat(cluster.condition(KIND, "default", "sparse", "Ready")).isEqualTo("True");
    cluster.kubectl("delete", KIND, "sparse");
  }

  private static void clientsSeeIt() {
    Samples samples = new Samples(operator, "");
    assertThat(samples.value("skopos_slo_state{objective=\"checkout\",state=\"Exhausted\"}"))
        .hasValue(1);
    assertThat(samples.value("skopos_slo_burn_rate{objective=\"checkout\",window=\"1h\"} > 14.4"))
        .isPresent();
    assertThat(operator.get("/api/v1/rules", "").body()).contains("default/checkout");
    assertThat(operator.get("/ui/live", "").body())
        .contains("id=\"ServiceLevelObjective/default/checkout\"");
    assertThat(operator.get("/ui/objectives", "").body())
        .contains("href=\"/ui/objectives/default/checkout\"", "Exhausted");
    assertThat(operator.get("/ui/objectives/default/checkout", "").body())
        .contains("page-quick", "<svg class=\"chart\"");
    assertThat(operator.get("/ui/objectives/default/other", "").statusCode()).isEqualTo(404);
  }

  private static void forgive(Instant burst) {
    cluster.kubectl(
        "patch",
        KIND,
        "checkout",
        "--type=merge",
        "-p",
        "{\"spec\": {\"exclusions\": [{\"from\": \"%s\", \"to\": \"%s\", \"reason\": \"a test\"}]}}"
            .formatted(burst.minusSeconds(1), burst.plusSeconds(1)));

    eventually(() -> status(".state").equals("Met"));
    assertThat(status(".events.bad")).isEqualTo("0");
    assertThat(condition("BudgetAvailable")).isEqualTo("True");
    eventually(() -> told("ErrorBudgetBurn", "\"resolved\""));
  }

  private static void restart(int counted) {
    operator.stop();
    operator = started();

    cluster.kubectl("patch", KIND, "checkout", "--type=json", "-p", NO_EXCLUSIONS);
    eventually(() -> status(".state").equals("Exhausted"));
    assertThat(status(".events.bad")).isEqualTo("500");
    assertThat(status(".events.total")).isEqualTo(Integer.toString(counted + 500));
  }
}
