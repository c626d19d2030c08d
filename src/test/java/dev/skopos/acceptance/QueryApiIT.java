// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients of Prometheus ask, as Grafana and promtool ask it. */
class QueryApiIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;

  private static Cluster cluster;
  private static Operator operator;

  @BeforeAll
  static void startEverything() {
    cluster = Cluster.start();
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: AlertRule
        metadata: {name: always, namespace: default}
        spec:
          alertName: Always
          expr: vector(2) > 1
          interval: 1s
          severity: info
          labels: {team: a}
          annotations: {summary: "it is {{ $value }}", runbook_url: "https://wiki.test/always"}
        """);
    operator =
        Operator.start(
            cluster.operatorKubeconfig(folder),
            folder.resolve("data"),
            Map.of("SKOPOS_ACCESS_ANONYMOUS", "View", "SKOPOS_SCRAPE_OWN_INTERVAL", "1s"));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !data("/api/v1/query?query=ALERTS").path("result").isEmpty());
  }

  @AfterAll
  static void stopEverything() {
    operator.close();
    cluster.close();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(answer.body(), e);
    }
  }

  private static JsonNode data(String path) {
    HttpResponse<String> answer = operator.get(path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode json = json(answer);
    assertThat(json.path("status").asText()).isEqualTo("success");
    return json.path("data");
  }

  private static HttpResponse<String> post(String path, String form) {
    return operator.send(
        HttpRequest.newBuilder(operator.uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void assertRefused(HttpResponse<String> answer, String message) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer).path("errorType").asText()).isEqualTo("bad_data");
    assertThat(json(answer).path("error").asText()).contains(message);
  }

  @Test
  void seriesAreFoundBySelectors() {
    JsonNode found = data("/api/v1/series?match[]=" + encoded("ALERTS{team=\"a\"}"));
    assertThat(found).hasSize(1);
    assertThat(found.get(0).path("alertname").asText()).isEqualTo("Always");

    String both = "match[]=ALERTS&match[]=ALERTS_FOR_STATE";
    assertThat(json(post("/api/v1/series", both)).path("data")).hasSize(2);
    JsonNode limited = json(post("/api/v1/series", both + "&limit=1"));
    assertThat(limited.path("data")).hasSize(1);
    assertThat(limited.path("warnings").get(0).asText()).contains("truncated");
    assertThat(data("/api/v1/series?match[]=ALERTS&end=1")).isEmpty();
  }

  @Test
  void selectorsThatAreNoneAreRefused() {
    assertRefused(operator.get("/api/v1/series", ""), "no match[] parameter provided");
    for (String wrong : new String[] {"1", "sum(ALERTS)", "ALERTS[5m]", "ALERTS offset 5m", "{"}) {
      assertRefused(operator.get("/api/v1/series?match[]=" + encoded(wrong), ""), "\"match[]\"");
    }
    assertRefused(operator.get("/api/v1/labels?start=2&end=1", ""), "before start");
  }

  @Test
  void namesAndValuesOfLabelsAreListed() {
    assertThat(data("/api/v1/labels?match[]=ALERTS").toString())
        .contains("\"__name__\",\"alertname\"");
    assertThat(json(post("/api/v1/labels", "match[]=nothing")).path("data")).isEmpty();
    assertThat(data("/api/v1/label/team/values").toString()).isEqualTo("[\"a\"]");
    assertThat(data("/api/v1/label/__name__/values").toString()).contains("\"ALERTS\"");
    assertThat(data("/api/v1/label/nothing/values")).isEmpty();
  }

  @Test
  void rulesAndAlertsAreShownAsPrometheusShowsThem() {
    JsonNode group = data("/api/v1/rules").path("groups").get(0);
    assertThat(group.path("name").asText()).isEqualTo("always");
    assertThat(group.path("file").asText()).isEqualTo("default");
    assertThat(group.path("interval").asInt()).isEqualTo(1);
    JsonNode rule = group.path("rules").get(0);
    assertThat(rule.path("type").asText()).isEqualTo("alerting");
    assertThat(rule.path("state").asText()).isEqualTo("firing");
    assertThat(rule.path("health").asText()).isEqualTo("ok");
    assertThat(rule.path("labels").path("severity").asText()).isEqualTo("info");
    assertThat(data("/api/v1/rules?type=record").path("groups")).isEmpty();
    assertThat(data("/api/v1/rules?rule_name[]=Other").path("groups")).isEmpty();
    assertThat(data("/api/v1/rules?match[]=" + encoded("{team=\"a\"}")).path("groups")).hasSize(1);
    assertThat(data("/api/v1/rules?match[]=" + encoded("{team=\"b\"}")).path("groups")).isEmpty();
    assertThat(data("/api/v1/rules?group_limit=1").path("groups")).hasSize(1);
    assertRefused(operator.get("/api/v1/rules?group_limit=none", ""), "\"group_limit\"");

    JsonNode alert = data("/api/v1/alerts").path("alerts").get(0);
    assertThat(alert.path("state").asText()).isEqualTo("firing");
    assertThat(alert.path("value").asText()).isEqualTo("2e+00");
    assertThat(alert.path("annotations").path("summary").asText()).isEqualTo("it is 2");
    assertThat(alert.path("annotations").path("runbook_url").asText())
        .isEqualTo("https://wiki.test/always");
    assertThat(alert.has("keepFiringSince")).isFalse();
    assertThat(alert.path("labels").path("alertname").asText()).isEqualTo("Always");
  }

  @Test
  void clientsFindOutWhomTheyTalkTo() {
    JsonNode build = data("/api/v1/status/buildinfo");
    assertThat(build.path("version").asText()).startsWith("3.");
    assertThat(build.path("application").asText()).isEqualTo("Skopos");
    assertThat(data("/api/v1/status/runtimeinfo").path("storageRetention").asText())
        .isEqualTo("30d");
    assertThat(data("/api/v1/status/flags").path("query.lookback-delta").asText()).isEqualTo("5m");
    assertThat(data("/api/v1/status/config").has("yaml")).isTrue();
    assertThat(operator.get("/-/healthy", "").statusCode()).isEqualTo(200);
    assertThat(operator.get("/-/ready", "").statusCode()).isEqualTo(200);
  }

  private static void awaitOwnMetrics() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !data("/api/v1/metadata?metric=skopos_component_up").isEmpty());
  }

  @Test
  void theOperatorIsATargetOfItsOwn() {
    awaitOwnMetrics();
    JsonNode target = data("/api/v1/targets?scrapePool=skopos-system/skopos").path("activeTargets");
    assertThat(target.get(0).path("labels").path("job").asText()).isEqualTo("skopos");
    assertThat(target.get(0).path("health").asText()).isEqualTo("up");
    JsonNode up = data("/api/v1/query?query=" + encoded("up{job=\"skopos\"}")).path("result");
    assertThat(up.get(0).path("value").get(1).asText()).isEqualTo("1");
    assertThat(
            data("/api/v1/query?query=" + encoded("skopos_component_up{job=\"skopos\"}"))
                .path("result"))
        .isNotEmpty();
  }

  @Test
  void whatTargetsSayOfTheirMetricsIsTold() {
    awaitOwnMetrics();
    JsonNode known =
        data("/api/v1/metadata?metric=skopos_component_up").path("skopos_component_up");
    assertThat(known.get(0).path("type").asText()).isEqualTo("gauge");
    assertThat(known.get(0).path("help").asText()).contains("part of the operator");
    assertThat(data("/api/v1/metadata?limit=2")).hasSize(2);
    JsonNode ofTarget =
        data(
            "/api/v1/targets/metadata?metric=skopos_component_up&match_target="
                + encoded("{job=\"skopos\"}"));
    assertThat(ofTarget).hasSize(1);
    assertThat(ofTarget.get(0).has("metric")).isFalse();
    assertThat(ofTarget.get(0).path("target").path("job").asText()).isEqualTo("skopos");
    assertThat(data("/api/v1/targets/metadata?match_target=" + encoded("{job=\"other\"}")))
        .isEmpty();
  }

  @Test
  void whatWasCollectedIsGivenBack() {
    awaitOwnMetrics();
    String federated = operator.get("/federate?match[]=ALERTS&match[]=up", "").body();
    assertThat(federated)
        .startsWith("# TYPE ALERTS untyped\nALERTS{")
        .containsPattern("ALERTS\\{alertname=\"Always\".*,instance=\"\"} 1 \\d{13}\n")
        .containsPattern("# TYPE up untyped\nup\\{instance=\"[^\"]+\",job=\"skopos\"} 1 \\d{13}\n");
    assertThat(operator.get("/federate", "").body()).isEmpty();
    assertRefused(operator.get("/federate?match[]=1", ""), "\"match[]\"");

    HttpResponse<String> exported = operator.get("/metrics/export", "");
    assertThat(exported.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
    assertThat(exported.body())
        .contains(
            "# TYPE skopos_component_up gauge\nskopos_component_up{", "# TYPE ALERTS untyped\n")
        .containsPattern("# TYPE skopos_scrapes_total counter\nskopos_scrapes_total\\{");
    assertThat(operator.get("/metrics/export?match[]=ALERTS", "").body())
        .startsWith("# TYPE ALERTS untyped\n")
        .doesNotContain("skopos_component_up");
  }

  @Test
  void queriesAreLimitedOnRequest() {
    JsonNode limited =
        json(post("/api/v1/query", "limit=1&query=" + encoded("{__name__=~\"ALERTS.*\"}")));
    assertThat(limited.path("data").path("result")).hasSize(1);
    assertThat(limited.path("warnings").get(0).asText()).contains("truncated");
    assertRefused(post("/api/v1/query", "query=1&limit=many"), "\"limit\"");
    assertRefused(post("/api/v1/query", "query=1&timeout=soon"), "\"timeout\"");
  }

  @Test
  void aQueryWhoseTimeIsOverSaysSo() {
    HttpResponse<String> late = post("/api/v1/query", "query=ALERTS&timeout=0");

    assertThat(late.statusCode()).isEqualTo(503);
    assertThat(json(late).path("errorType").asText()).isEqualTo("timeout");
  }

  @Test
  void statisticsComeOnRequest() {
    JsonNode stats =
        json(post("/api/v1/query", "query=ALERTS&stats=all")).path("data").path("stats");
    assertThat(stats.path("timings").path("execTotalTime").asDouble()).isPositive();
    assertThat(stats.path("samples").path("totalQueryableSamples").asInt()).isEqualTo(1);
    assertThat(stats.path("samples").path("totalQueryableSamplesPerStep")).hasSize(1);

    JsonNode other = json(post("/api/v1/query", "query=ALERTS&stats=yes"));
    assertThat(other.path("warnings").get(0).asText()).contains("deprecated");
    assertThat(other.path("data").path("stats").has("timings")).isTrue();
    assertThat(data("/api/v1/query?query=ALERTS").has("stats")).isFalse();
  }

  @Test
  void queriesUnderWayAreListed() {
    JsonNode active = data("/api/skopos/v1/queries");
    assertThat(active.path("maxConcurrency").asInt()).isEqualTo(20);
    assertThat(active.path("queries").isArray()).isTrue();
  }

  @Test
  void aLongQueryComesAsAForm() {
    String query = "count(ALERTS{alertname!=\"" + "x".repeat(10_000) + "\"})";

    HttpResponse<String> answer = post("/api/v1/query", "query=" + encoded(query));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).path("data").path("result")).hasSize(1);
  }

  @Test
  void answersAreCompressedOnRequest() {
    HttpResponse<String> answer =
        operator.send(
            HttpRequest.newBuilder(operator.uri("/api/v1/labels"))
                .header("Accept-Encoding", "gzip")
                .build());

    assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
  }
}
