// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.net.TestHttpServer;
import dev.skopos.wire.Message;
import dev.skopos.wire.SnappyWriter;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The volume takes nothing more: what senders, people and Kubernetes see, and how it goes on. The
 * kernel refuses every write of the operator to a file, from one moment to the other: {@code
 * prlimit} sets the limit of a file's size, which needs no right.
 */
class FullDiskIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir static Path folder;

  private static Cluster cluster;
  private static TestHttpServer receiver;
  private static Path kubeconfig;
  private static String sender;
  private long time = Instant.now().toEpochMilli();

  @BeforeAll
  static void startCluster() throws IOException {
    cluster = Cluster.start();
    receiver = TestHttpServer.start(exchange -> exchange.answer(200, "ok"));
    cluster.apply(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: NotificationChannel
        metadata: {name: everything, namespace: skopos-system}
        spec:
          webhook: {url: "%s"}
        """
            .formatted(receiver.url("/hook")));
    sender = cluster.userWith("sender", "skopos-sender");
    kubeconfig = cluster.operatorKubeconfig(folder);
  }

  @AfterAll
  static void stopCluster() {
    receiver.close();
    cluster.close();
  }

  private static Operator start() {
    return Operator.start(
        kubeconfig,
        folder.resolve("data"),
        Map.of(
            "SKOPOS_ACCESS_ANONYMOUS", "View",
            "SKOPOS_NOTIFY_DEFAULT_CHANNEL", "skopos-system/everything"));
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200));
  }

  /** From now on no file of the process grows beyond so many bytes; those there are do not grow. */
  private static void limitFiles(Operator operator, String bytes) throws Exception {
    Process prlimit =
        new ProcessBuilder("prlimit", "--pid", "" + operator.pid(), "--fsize=" + bytes + ":")
            .redirectErrorStream(true)
            .start();
    String said = new String(prlimit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(prlimit.waitFor()).as(said).isZero();
  }

  private HttpResponse<String> push(Operator operator) {
    Message sample = new Message().float64(1, (double) ++time).varint(2, time);
    Message series =
        new Message()
            .message(1, new Message().text(1, "__name__").text(2, "pushed"))
            .message(2, sample);
    return operator.send(
        HttpRequest.newBuilder(operator.uri("/api/v1/write"))
            .header("Authorization", "Bearer " + sender)
            .POST(
                BodyPublishers.ofByteArray(
                    SnappyWriter.block(new Message().message(1, series).toBytes())))
            .build());
  }

  private static JsonNode data(Operator operator, String path) throws IOException {
    HttpResponse<String> answer = operator.get(path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body()).path("data");
  }

  private static List<String> notified(String status) {
    return receiver.requests().stream()
        .map(TestHttpServer.Request::body)
        .filter(body -> body.contains("\"status\":\"" + status + "\""))
        .toList();
  }

  @Test
  void aFullDiskIsSaidAndSurvived() throws Exception {
    long acknowledged;
    try (Operator operator = start()) {
      assertThat(push(operator).statusCode()).isEqualTo(204);
      acknowledged = time;

      limitFiles(operator, "0");
      HttpResponse<String> refused = push(operator);
      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("5");
      assertThat(refused.body()).contains("nothing can be stored");
      assertThat(push(operator).statusCode()).isEqualTo(503);
      sayIt(operator);
      aGoodPartGoesOn(operator, acknowledged);

      limitFiles(operator, "unlimited");
      eventually().until(() -> push(operator).statusCode() == 204);
      acknowledged = time;
      assertThat(operator.metric("skopos_component_up{component=\"ingest\"}")).isEqualTo(1);
      eventually().until(() -> notified("resolved").size() == 1);
      assertThat(data(operator, "/api/v1/alerts").path("alerts")).isEmpty();
      operator.kill();
    }
    try (Operator operator = start()) {
      JsonNode value = data(operator, "/api/v1/query?query=pushed").at("/result/0/value/1");
      assertThat(value.asDouble()).isEqualTo((double) acknowledged);
    }
  }

  private static void sayIt(Operator operator) throws IOException {
    assertThat(operator.metric("skopos_component_up{component=\"ingest\"}")).isZero();
    assertThat(operator.metric("skopos_component_up{component=\"store\"}")).isEqualTo(1);
    assertThat(operator.metric("skopos_tsdb_wal_failures_total")).isPositive();
    assertThat(
            operator.metric("skopos_tsdb_samples_rejected_total{reason=\"storage-unavailable\"}"))
        .isPositive();
    assertThat(
            operator.metric(
                "skopos_ingest_requests_total"
                    + "{protocol=\"remote-write-1.0\",result=\"unavailable\"}"))
        .isEqualTo(2);
    eventually().until(() -> !notified("firing").isEmpty());
    assertThat(notified("firing").getFirst())
        .contains("SkoposIngestStopped", "skopos_namespace\":\"skopos-system");
    JsonNode alert = data(operator, "/api/v1/alerts").at("/alerts/0");
    assertThat(alert.at("/labels/alertname").asText()).isEqualTo("SkoposIngestStopped");
    assertThat(alert.path("state").asText()).isEqualTo("firing");
    assertThat(data(operator, "/api/v1/rules").findValuesAsText("query"))
        .contains("skopos_component_up{component=\"ingest\"} == 0");
    assertThat(operator.get("/ui/live", "").body()).contains("SkoposIngestStopped");
  }

  private static void aGoodPartGoesOn(Operator operator, long acknowledged) throws IOException {
    HttpResponse<String> ready = operator.get("/health/ready", "");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).contains("no samples are taken");
    assertThat(operator.get("/-/ready", "").statusCode()).isEqualTo(200);
    assertThat(operator.get("/health/live", "").statusCode()).isEqualTo(200);
    JsonNode value =
        data(operator, "/api/v1/query?query=pushed@" + acknowledged / 1e3).at("/result/0/value/1");
    assertThat(value.asDouble()).isEqualTo((double) acknowledged);
  }
}
