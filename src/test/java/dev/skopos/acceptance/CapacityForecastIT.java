// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.net.TestHttpServer;
import dev.skopos.wire.Message;
import dev.skopos.wire.SnappyWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CapacityForecast from a pushed history to the status, an alert and series. */
class CapacityForecastIT {

  private static final String KIND = "capacityforecasts";
  private static final double GIB = 1024.0 * 1024 * 1024;

  @TempDir static Path folder;

  private static Cluster cluster;
  private static TestHttpServer receiver;
  private static Operator operator;
  private static String sender;
  private static Instant now;

  @BeforeAll
  static void startEverything() {
    now = Instant.now();
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
    String claim = "data-orders-db-0";
    push("kubelet_volume_stats_used_bytes", claim, day -> (95 + day) * GIB);
    push("kubelet_volume_stats_capacity_bytes", claim, _ -> 100 * GIB);
  }

  @AfterAll
  static void stopEverything() {
    operator.close();
    receiver.close();
    cluster.close();
  }

  /** A sample every 5 minutes of the last 28 days, by the days from now. */
  private static void push(String metric, String claim, DoubleUnaryOperator byDay) {
    Message series =
        new Message()
            .message(1, new Message().text(1, "__name__").text(2, metric))
            .message(1, new Message().text(1, "namespace").text(2, "default"))
            .message(1, new Message().text(1, "persistentvolumeclaim").text(2, claim));
    for (Duration ago = Duration.ofDays(28); !ago.isNegative(); ago = ago.minusMinutes(5)) {
      double day = -ago.toSeconds() / 86_400.0;
      long time = now.minus(ago).toEpochMilli();
      series =
          series.message(2, new Message().float64(1, byDay.applyAsDouble(day)).varint(2, time));
    }
    byte[] body = SnappyWriter.block(new Message().message(1, series).toBytes());
    int status =
        operator
            .send(
                HttpRequest.newBuilder(operator.uri("/api/v1/write"))
                    .header("Authorization", "Bearer " + sender)
                    .header("Content-Type", "application/x-protobuf")
                    .header("Content-Encoding", "snappy")
                    .POST(BodyPublishers.ofByteArray(body))
                    .build())
            .statusCode();
    assertThat(status).isEqualTo(204);
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(90)).until(condition);
  }

  private static String status(String name, String path) {
    return cluster.value(KIND, "default", name, ".status" + path);
  }

  @Test
  void aDiskThatFillsIsForecastToldOfAndHasAdvice() {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: CapacityForecast
        metadata: {name: orders-db, namespace: default}
        spec:
          targetRef: {kind: PersistentVolumeClaim, name: data-orders-db-0}
          history: 28d
          resources:
          - {name: data, type: Storage}
          notify: {channels: [{name: hook}]}
        """);

    eventually(() -> status("orders-db", ".state").equals("High"));

    Instant exhausted = Instant.parse(status("orders-db", ".resources[0].exhaustion.p50"));
    assertThat(Duration.between(now.plus(Duration.ofDays(5)), exhausted).abs())
        .isLessThan(Duration.ofHours(36));
    assertThat(status("orders-db", ".resources[0].growth.direction")).isEqualTo("Growing");
    assertThat(status("orders-db", ".resources[0].limit")).isEqualTo("100Gi");
    assertThat(status("orders-db", ".resources[0].recommendations[0].patch"))
        .startsWith("kubectl -n default patch pvc data-orders-db-0 -p ");
    assertThat(cluster.condition(KIND, "default", "orders-db", "Ready")).isEqualTo("True");
    assertThat(cluster.condition(KIND, "default", "orders-db", "DataAvailable")).isEqualTo("True");
    assertThat(cluster.condition(KIND, "default", "orders-db", "CapacitySufficient"))
        .isEqualTo("False");
    assertThat(cluster.kubectl("get", KIND, "orders-db").lines().skip(1))
        .singleElement()
        .asString()
        .matches("orders-db +High +data +9[45][.][0-9] +20[0-9-]+ +True +[0-9ms]+");
    eventually(
        () ->
            receiver.requests().stream()
                .anyMatch(
                    request ->
                        request.body().contains("CapacityRisk")
                            && request.body().contains("is expected to be exhausted around")));
    eventually(() -> status("orders-db", ".firing").equals("1"));
    eventually(() -> cluster.kubectl("get", "events").contains("RiskIsHigh"));
    Samples samples = new Samples(operator, "");
    assertThat(samples.value("skopos_capacity_risk{forecast=\"orders-db\",risk=\"High\"}"))
        .hasValue(1);
    assertThat(operator.get("/ui/live", "").statusCode()).isEqualTo(200);
  }

  @Test
  void whatHasNoDataIsReadyAllTheSameAndSaysWhy() {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: CapacityForecast
        metadata: {name: nothing, namespace: default}
        spec:
          resources:
          - {name: users, type: Custom, usage: {expr: no_such_metric}, limit: {quantity: "10"}}
          notify: {channels: [{name: hook}]}
        """);

    eventually(
        () -> cluster.condition(KIND, "default", "nothing", "DataAvailable").equals("False"));

    assertThat(cluster.condition(KIND, "default", "nothing", "Ready")).isEqualTo("True");
    assertThat(status("nothing", ".state")).isEqualTo("Unknown");
    assertThat(status("nothing", ".resources[0].problem")).contains("no_such_metric");
  }

  @Test
  void anExpressionThatIsNoneIsRefused() {
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: CapacityForecast
        metadata: {name: broken, namespace: default}
        spec:
          resources:
          - {name: users, type: Custom, usage: {expr: "sum("}, limit: {quantity: "10"}}
        """);

    eventually(() -> cluster.condition(KIND, "default", "broken", "Accepted").equals("False"));

    assertThat(status("broken", ".conditions[0].message"))
        .contains("spec.resources[0].usage.expr: ");
  }
}
