// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.net.TestHttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AlertRules on anomalies and trends from a pushed history to what a receiver is told. */
class AnomalyIT {

  private static final String KIND = "alertrules";

  @TempDir static Path folder;

  private static Cluster cluster;
  private static TestHttpServer receiver;
  private static Operator operator;
  private static String sender;

  @BeforeAll
  static void startEverything() {
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
    operator =
        Operator.start(
            cluster.operatorKubeconfig(folder),
            folder.resolve("data"),
            Map.of("SKOPOS_ACCESS_ANONYMOUS", "View"));
    sender = cluster.userWith("sender", "skopos-sender");
  }

  @AfterAll
  static void stopEverything() {
    operator.close();
    receiver.close();
    cluster.close();
  }

  /** A sample every 5 minutes of the last days, by the days from now. */
  private static void history(String metric, int days, DoubleUnaryOperator byDay) {
    Instant now = Instant.now();
    SortedMap<Instant, Double> samples = new TreeMap<>();
    for (Duration ago = Duration.ofDays(days); !ago.isNegative(); ago = ago.minusMinutes(5)) {
      samples.put(now.minus(ago), byDay.applyAsDouble(-ago.toSeconds() / 86_400.0));
    }
    push(metric, samples);
  }

  private static void push(String metric, SortedMap<Instant, Double> samples) {
    new Pushes(operator, sender).push(samples, "__name__", metric, "app", "shop");
  }

  /** With something like noise, the same in each run. */
  private static double orders(double day) {
    return 100 + 20 * Math.sin(2 * Math.PI * day) + Math.sin(day * 997) + Math.cos(day * 613);
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(90)).until(condition);
  }

  private static String status(String name, String path) {
    return cluster.value(KIND, "default", name, ".status" + path);
  }

  private static boolean told(String... texts) {
    return receiver.requests().stream()
        .anyMatch(
            request -> {
              for (String text : texts) {
                if (!request.body().contains(text)) {
                  return false;
                }
              }
              return true;
            });
  }

  private static void rule(String name, String spec) {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: AlertRule
        metadata: {name: %s, namespace: default}
        spec:
          interval: 1s
          notify: {channels: [{name: hook}]}
        %s
        """
            .formatted(name, spec.indent(2)));
  }

  @Test
  void aValueOutOfTheOrdinaryIsToldOf() {
    history("orders", 28, AnomalyIT::orders);
    rule("orders", "expr: orders\nanomaly: {minDeviationPercent: \"20\"}");
    eventually(() -> status("orders", ".judgement.series").equals("1"));
    eventually(() -> status("orders", ".state").equals("Inactive"));
    assertThat(cluster.condition(KIND, "default", "orders", "Learned")).isEqualTo("True");

    push("orders", new TreeMap<>(Map.of(Instant.now(), 300.0)));

    eventually(() -> status("orders", ".state").equals("Firing"));
    eventually(() -> told("\"orders\"", "the value is 300, expected is ", "the chance of such"));
    Samples samples = new Samples(operator, "");
    assertThat(samples.value("skopos_anomaly_expected{alertrule=\"orders\",app=\"shop\"}"))
        .hasValueCloseTo(100.0, within(25.0));
    assertThat(samples.value("skopos_anomaly_strange{alertrule=\"orders\"}")).hasValue(1);
    JsonNode rule = shown("orders");
    assertThat(rule.path("type").asText()).isEqualTo("alerting");
    assertThat(rule.path("judgement").path("kind").asText()).isEqualTo("anomaly");
    assertThat(rule.path("judgement").path("expr").asText()).isEqualTo("orders");
    eventually(() -> samples.value(rule.path("query").asText()).orElse(0) == 300);
  }

  /** A rule as Prometheus' clients see it. */
  private static JsonNode shown(String rule) {
    try {
      return new ObjectMapper()
          .readTree(operator.get("/api/v1/rules?rule_name[]=" + rule, "").body())
          .at("/data/groups/0/rules/0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTrendIsToldOf() {
    history("queue", 28, day -> orders(day) * (1 + 0.4 * Math.max(0, day + 7) / 7));

    rule("queue", "expr: queue\ntrend: {over: 7d, changePercent: \"20\", direction: Up}");

    eventually(() -> status("queue", ".state").equals("Firing"));
    eventually(() -> told("\"queue\"", "the level changed by ", " within 7d"));
    assertThat(status("queue", ".instances[0].value")).startsWith("0.3");
    JsonNode rule = shown("queue");
    assertThat(rule.path("judgement").path("kind").asText()).isEqualTo("trend");
    assertThat(new Samples(operator, "").value(rule.path("query").asText()))
        .hasValueCloseTo(0.35, within(0.05));
  }

  @Test
  void whatHasAShortPastIsNotJudgedAndSaysSo() {
    history("young", 3, AnomalyIT::orders);

    rule("young", "expr: young\nanomaly: {}");

    eventually(() -> status("young", ".judgement.learning").equals("1"));
    eventually(() -> cluster.condition(KIND, "default", "young", "Learned").equals("False"));
    eventually(() -> status("young", ".state").equals("Inactive"));
  }

  @Test
  void aPeriodThatIsTooLongIsRefused() {
    rule("long", "expr: orders\nanomaly: {learn: 1y}");

    eventually(() -> cluster.condition(KIND, "default", "long", "Accepted").equals("False"));

    assertThat(status("long", ".conditions[0].message")).contains("spec.anomaly.learn: ");
  }
}
