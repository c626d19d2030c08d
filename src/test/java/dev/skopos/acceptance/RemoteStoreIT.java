// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.demo.Demo;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.remote.TestPrometheus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator with its samples in a real Prometheus. */
class RemoteStoreIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private TestPrometheus prometheus;
  private Cluster cluster;
  private Demo demo;
  private Path kubeconfig;

  @BeforeEach
  void start() throws IOException {
    prometheus = TestPrometheus.start(folder.resolve("prometheus"));
    cluster = Cluster.start();
    demo = new Demo(0, InstantSource.system());
    kubeconfig = cluster.operatorKubeconfig(folder);
    cluster.kubectl("create", "namespace", "shop");
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: HealthCheck
        metadata: {name: shop, namespace: shop}
        spec:
          schedule: {interval: 1s, timeout: 1s}
          thresholds: {failure: 1}
          http: {url: "%1$s/health"}
        ---
        apiVersion: skopos.dev/v1alpha1
        kind: AlertRule
        metadata: {name: shop-down, namespace: shop}
        spec:
          alertName: ShopDown
          expr: probe_success{name="shop"} == 0
          interval: 1s
          severity: critical
        ---
        apiVersion: skopos.dev/v1alpha1
        kind: AlertRule
        metadata: {name: reads-the-other, namespace: shop}
        spec:
          alertName: ReadsTheOther
          expr: ALERTS{alertname="ShopDown", alertstate="firing"} == 1
          interval: 1s
          severity: info
        """
            .formatted(demo.url()));
  }

  @AfterEach
  void stop() {
    if (demo != null) {
      demo.close();
    }
    if (cluster != null) {
      cluster.close();
    }
    if (prometheus != null) {
      prometheus.close();
    }
  }

  private Operator operator() {
    return Operator.start(
        kubeconfig,
        folder.resolve("data"),
        Map.of(
            "SKOPOS_ACCESS_ANONYMOUS",
            "View",
            "SKOPOS_METRICS_BACKEND",
            "remote",
            "SKOPOS_METRICS_REMOTE_WRITE_URL",
            prometheus.url("/api/v1/write").toString(),
            "SKOPOS_METRICS_REMOTE_QUERY_URL",
            prometheus.url("/").toString(),
            "SKOPOS_METRICS_REMOTE_BATCH_AGE",
            "200ms"));
  }

  @Test
  void samplesRulesAndQueriesUsePrometheusAndItsRestartLosesNothing() throws Exception {
    try (Operator operator = operator()) {
      eventually().until(() -> prometheus.value("probe_success{name=\"shop\"}") == 1);
      assertThat(folder.resolve("data/store")).doesNotExist();
      demoTo("failing");
      eventually().until(() -> state("shop-down").equals("Firing"));
      eventually().until(() -> state("reads-the-other").equals("Firing"));
      assertThat(prometheus.value("count(ALERTS{alertname=\"ShopDown\",alertstate=\"firing\"})"))
          .isEqualTo(1);

      prometheus.kill();
      eventually().until(() -> operator.metric("skopos_remote_write_samples_retried_total") > 0);
      assertThat(operator.get("/health/ready", "").statusCode()).isEqualTo(200);
      eventually().until(() -> operator.get("/health/ready", "").body().contains("down: "));
      assertThat(operator.get("/api/v1/query?query=up", "").statusCode()).isEqualTo(502);
      assertThat(alerts(operator)).isNotEmpty();
      prometheus.startAgain();
      demoTo("ok");
      eventually().until(() -> state("shop-down").equals("Inactive"));
      eventually().until(() -> runs() > 5);

      operator.stop();
    }
    assertThat(prometheus.value("count_over_time(probe_success{name=\"shop\"}[1h])"))
        .isEqualTo(runs());
  }

  @Test
  void forecastsReadTheirPastThereAndWriteTheirSeriesThere() throws Exception {
    long now = System.currentTimeMillis();
    int samples = 10 * 48;
    long[] times = new long[samples];
    double[] used = new double[samples];
    for (int i = 0; i < samples; i++) {
      times[i] = now - (samples - 1 - i) * 1_800_000L;
      used[i] = (94 + i / 48.0) * (1L << 30);
    }
    prometheus.write(
        List.of(
            new Series(
                Labels.of(
                    Labels.METRIC_NAME,
                    "kubelet_volume_stats_used_bytes",
                    "namespace",
                    "shop",
                    "persistentvolumeclaim",
                    "uploads"),
                times,
                used)));
    cluster.apply(
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: uploads, namespace: shop}
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 110Gi}}
        ---
        apiVersion: skopos.dev/v1alpha1
        kind: CapacityForecast
        metadata: {name: uploads, namespace: shop}
        spec:
          targetRef: {kind: PersistentVolumeClaim, name: uploads}
          resources:
          - {name: space, type: Storage}
        """);
    try (Operator _ = operator()) {
      eventually()
          .until(
              () ->
                  prometheus.value("skopos_capacity_limit{forecast=\"uploads\"}")
                      == 110L * (1L << 30));
      eventually()
          .until(
              () ->
                  cluster
                      .value("capacityforecasts", "shop", "uploads", ".status.resources[0].risk")
                      .equals("High"));
      assertThat(
              prometheus.value(
                  "skopos_capacity_exhaustion_probability{resource=\"space\",within=\"30d\"}"))
          .isGreaterThan(0.9);
    }
  }

  private static final String INSIGHTS = "/api/skopos/v1/insights/";

  /** For ten days a sample every five minutes, with a spike of four samples on nine of them. */
  private void latencies() {
    int day = 288;
    long[] times = new long[10 * day];
    double[] values = new double[times.length];
    long end = System.currentTimeMillis() / 300_000 * 300_000;
    for (int i = 0; i < times.length; i++) {
      times[i] = end - (times.length - 1 - i) * 300_000L;
      int days = i / day;
      values[i] = days > 0 && i % day < 4 ? 1 + 0.01 * days : 0.3 + 0.001 * (i % 7);
    }
    Labels labels = Labels.of(Labels.METRIC_NAME, "checkout_latency", "job", "shop");
    prometheus.write(List.of(new Series(labels, times, values)));
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: AlertRule
        metadata: {name: slow, namespace: shop}
        spec: {interval: 5m, for: 10m, expr: "checkout_latency > 0.9"}
        """);
  }

  @Test
  void insightsAreReadFromItsPast() throws Exception {
    latencies();
    try (Operator operator = operator()) {
      String slow = INSIGHTS + "thresholds?namespace=shop&rule=slow";
      eventually().until(() -> operator.get(slow, "").statusCode() == 200);
      JsonNode advice = data(operator, slow);
      assertThat(advice.path("observedDays").asDouble()).isBetween(9.9, 10.1);
      assertThat(advice.path("present").path("firings").asInt()).isEqualTo(9);
      assertThat(advice.path("proposal").path("threshold").asDouble()).isBetween(1.0, 1.09);
      assertThat(operator.get("/ui/insights/rules?namespace=shop&rule=slow", "").body())
          .contains("proposed");

      demoTo("failing");
      eventually().until(() -> state("shop-down").equals("Firing"));
      eventually().until(() -> noisy(operator).contains("ShopDown"));
      assertThat(operator.get("/ui/insights/rules", "").body()).contains("ShopDown");

      JsonNode summary = data(operator, INSIGHTS + "summary?hours=1");
      assertThat(summary.path("unanswered")).isEmpty();
      assertThat(summary.path("runs").path("failed").asInt()).isPositive();
      assertThat(operator.get("/ui/insights", "").body()).contains("CheckFailing");

      prometheus.kill();
      assertThat(operator.get(slow, "").statusCode()).isEqualTo(422);
      assertThat(operator.get(INSIGHTS + "noise", "").statusCode()).isEqualTo(422);
      assertThat(operator.get("/ui/insights/rules", "").body())
          .contains("The past could not be read");
      assertThat(data(operator, INSIGHTS + "summary?hours=2").path("unanswered")).hasSize(7);
    }
  }

  private static JsonNode data(Operator operator, String path) throws IOException {
    return JSON.readTree(operator.get(path, "").body()).path("data");
  }

  private static List<String> noisy(Operator operator) throws IOException {
    return data(operator, INSIGHTS + "noise?days=1").path("rules").findValuesAsText("alert");
  }

  @Test
  void queriesGoToPrometheusAsTheyAre() throws Exception {
    try (Operator operator = operator()) {
      eventually().until(() -> prometheus.value("probe_success{name=\"shop\"}") == 1);

      for (String path :
          new String[] {
            "/api/v1/query?query=vector(7)&time=5",
            "/api/v1/query?query=sum(",
            "/api/v1/query_range?query=time()&start=1&end=3&step=1",
            "/api/v1/label/alertstate/values",
            "/api/v1/metadata"
          }) {
        assertThat(operator.get(path, "").body()).as(path).isEqualTo(prometheus.get(path).body());
      }
      assertThat(operator.get("/metrics", "").body())
          .contains("probe_success{")
          .contains("skopos_remote_read_delay_seconds")
          .doesNotContain("skopos_tsdb");
      assertThat(operator.get("/health/ready", "").body()).contains("remote, ");
    }
  }

  @Test
  void alertsAreRememberedWithoutTheStore() throws Exception {
    JsonNode before;
    try (Operator operator = operator()) {
      demoTo("failing");
      eventually().until(() -> state("shop-down").equals("Firing"));
      before = alert(operator);
      prometheus.kill();
      operator.kill();
    }

    try (Operator operator = operator()) {
      eventually().until(() -> !alerts(operator).isEmpty());
      assertThat(alert(operator).path("activeAt")).isEqualTo(before.path("activeAt"));
      assertThat(alert(operator).path("state").asText()).isEqualTo("firing");
    }
  }

  /** As the check itself counted them. */
  private double runs() {
    return prometheus.value("sum(last_over_time(skopos_check_results_total{name=\"shop\"}[1h]))");
  }

  private JsonNode alerts(Operator operator) throws IOException {
    return JSON.readTree(operator.get("/api/v1/alerts", "").body()).path("data").path("alerts");
  }

  private JsonNode alert(Operator operator) throws IOException {
    for (JsonNode alert : alerts(operator)) {
      if (alert.path("labels").path("alertname").asText().equals("ShopDown")) {
        return alert;
      }
    }
    throw new AssertionError("there is no such alert in " + alerts(operator));
  }

  private String state(String rule) {
    return cluster.value("alertrules", "shop", rule, ".status.state");
  }

  private void demoTo(String mode) {
    Samples.post(URI.create(demo.url() + "/mode?set=" + mode));
  }

  private static ConditionFactory eventually() {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions();
  }
}
