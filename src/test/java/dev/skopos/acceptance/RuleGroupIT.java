// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * RuleGroups from the resource to series, alerts, the status and what clients of Prometheus see.
 */
class RuleGroupIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KIND = "rulegroups";

  @TempDir static Path folder;

  private static Cluster cluster;
  private static Operator operator;

  @BeforeAll
  static void startEverything() {
    cluster = Cluster.start();
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: NotificationChannel
        metadata: {name: log, namespace: default}
        spec: {console: {}}
        """);
    operator =
        Operator.start(
            cluster.operatorKubeconfig(folder),
            folder.resolve("data"),
            Map.of("SKOPOS_ACCESS_ANONYMOUS", "View"));
  }

  @AfterAll
  static void stopEverything() {
    operator.close();
    cluster.close();
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(60)).until(condition);
  }

  private static JsonNode data(String path) {
    HttpResponse<String> answer = operator.get(path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    try {
      return JSON.readTree(answer.body()).path("data");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode query(String expr) {
    String encoded = URLEncoder.encode(expr, StandardCharsets.UTF_8);
    return data("/api/v1/query?query=" + encoded).path("result");
  }

  /** The group as the API shows it; a missing node as long as it does not. */
  private static JsonNode group(String name) {
    return data("/api/v1/rules?rule_group[]=" + name).path("groups").path(0);
  }

  private static String status(String name, String path) {
    return cluster.value(KIND, "default", name, ".status" + path);
  }

  private static List<String> texts(JsonNode list, String field) {
    return list.findValuesAsText(field);
  }

  @Test
  void rulesSeeTheResultsOfThoseBeforeThemAndTheLastOneAlerts() {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: RuleGroup
        metadata: {name: chain, namespace: default}
        spec:
          interval: 1s
          labels: {team: shop}
          rules:
          - {record: "chain:first", expr: vector(20), labels: {step: one}}
          - {record: "chain:second", expr: "chain:first / 2"}
          - alert: ChainHigh
            expr: chain:second > 9
            labels: {severity: critical}
            annotations: {summary: "it is {{ $value }}"}
          - {record: "chain:firing", expr: 'count(ALERTS{alertname="ChainHigh"})'}
          notify: {channels: [{name: log}]}
        """);

    eventually(() -> status("chain", ".state").equals("Firing"));
    eventually(() -> operator.log().contains("ChainHigh"));

    JsonNode second = query("chain:second").path(0);
    assertThat(second.path("value").path(1).asText()).isEqualTo("10");
    assertThat(second.path("metric").path("step").asText()).isEqualTo("one");
    assertThat(second.path("metric").path("team").asText()).isEqualTo("shop");
    assertThat(query("chain:firing").path(0).path("value").path(1).asText()).isEqualTo("1");

    JsonNode group = group("chain");
    assertThat(group.path("file").asText()).isEqualTo("default/chain");
    assertThat(group.path("interval").asInt()).isEqualTo(1);
    assertThat(texts(group.path("rules"), "type"))
        .containsExactly("recording", "recording", "alerting", "recording");
    assertThat(texts(group.path("rules"), "health")).containsOnly("ok");
    assertThat(group.path("rules").path(2).path("state").asText()).isEqualTo("firing");
    assertThat(texts(data("/api/v1/alerts").path("alerts"), "alertname")).contains("ChainHigh");
    assertThat(operator.get("/ui/live", "").body()).contains("id=\"RuleGroup/default/chain\"");
    assertThat(operator.get("/metrics", "").body())
        .contains("skopos_rule_group_iterations_total{group=\"chain\",namespace=\"default\"}")
        .contains("skopos_rule_group_iterations_missed_total{group=\"chain\"");

    assertThat(status("chain", ".rules[*].health")).isEqualTo("Ok Ok Ok Ok");
    assertThat(status("chain", ".rules[*].type"))
        .isEqualTo("Recording Recording Alerting Recording");
    assertThat(cluster.condition(KIND, "default", "chain", "Evaluating")).isEqualTo("True");
    assertThat(cluster.kubectl("get", KIND, "chain").lines().skip(1))
        .singleElement()
        .asString()
        .matches("chain +Firing +1 +0 +True +[0-9]+s");
    assertThat(cluster.kubectl("explain", "rulegroup.spec.queryOffset")).contains("comes late");
  }

  @Test
  void aRuleThatFailsIsNamedAndHindersNoOther() {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: RuleGroup
        metadata: {name: failing, namespace: default}
        spec:
          interval: 1s
          rules:
          - record: twice
            expr: label_replace(vector(1), "a", "1", "", "") or label_replace(vector(1), "a", "2", "", "")
            labels: {a: ""}
          - {record: "after:it", expr: "1"}
        """);

    eventually(() -> status("failing", ".failing").equals("1"));
    eventually(() -> !query("after:it").isEmpty());
    assertThat(status("failing", ".rules[*].health")).isEqualTo("Error Ok");
    assertThat(status("failing", ".rules[0].lastError"))
        .isEqualTo("vector contains metrics with the same labelset after applying rule labels");
    assertThat(cluster.conditionMessage(KIND, "default", "failing", "Evaluating"))
        .startsWith("1 of 2 rules failing: spec.rules[0] (twice): vector contains metrics");
    assertThat(texts(group("failing").path("rules"), "health")).containsExactly("err", "ok");
    assertThat(query("twice")).isEmpty();
  }

  @Test
  void aRefusedEditLeavesTheGroupAsItWasAndDeletionEndsItsSeries() {
    String group =
        """
        apiVersion: skopos.dev/v1alpha1
        kind: RuleGroup
        metadata: {name: edited, namespace: default}
        spec:
          interval: 1s
          rules:
          - {record: "edited:sum", expr: "%s"}
        """;
    cluster.apply(group.formatted("vector(7)"));
    eventually(() -> status("edited", ".state").equals("Recording"));

    cluster.apply(group.formatted("sum("));
    eventually(() -> cluster.condition(KIND, "default", "edited", "Accepted").equals("False"));
    assertThat(cluster.conditionMessage(KIND, "default", "edited", "Accepted"))
        .startsWith("generation 2 is refused, generation 1 goes on: spec.rules[0].expr: ");
    assertThat(cluster.condition(KIND, "default", "edited", "Stalled")).isEqualTo("True");
    double before = query("timestamp(edited:sum)").path(0).path("value").path(1).asDouble();
    eventually(
        () -> query("timestamp(edited:sum)").path(0).path("value").path(1).asDouble() > before);

    cluster.kubectl("delete", KIND, "edited", "-n", "default");
    eventually(() -> query("edited:sum").isEmpty());
    eventually(() -> group("edited").isMissingNode());
  }
}
