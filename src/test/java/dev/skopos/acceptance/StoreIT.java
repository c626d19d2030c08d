// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.wire.Message;
import dev.skopos.wire.SnappyWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What senders push stays on the volume, whatever becomes of the process, until it is deleted. */
class StoreIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADMIN = "/api/v1/admin/tsdb/";

  @TempDir static Path folder;

  private static Cluster cluster;
  private static String sender;
  private static String administrator;
  private Operator operator = start();

  @BeforeAll
  static void startCluster() {
    cluster = Cluster.start();
    sender = cluster.userWith("sender", "skopos-sender");
    administrator = cluster.userWith("administrator", "skopos-store-admin");
  }

  @AfterAll
  static void stopCluster() {
    cluster.close();
  }

  private static Operator start() {
    return Operator.start(
        cluster.operatorKubeconfig(folder),
        folder.resolve("data"),
        Map.of("SKOPOS_ACCESS_ANONYMOUS", "View"));
  }

  private HttpResponse<String> push(String metric, double value) {
    Message series =
        new Message()
            .message(1, new Message().text(1, "__name__").text(2, metric))
            .message(2, new Message().float64(1, value).varint(2, Instant.now().toEpochMilli()));
    byte[] body = SnappyWriter.block(new Message().message(1, series).toBytes());
    return operator.send(
        HttpRequest.newBuilder(operator.uri("/api/v1/write"))
            .header("Authorization", "Bearer " + sender)
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", "snappy")
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  private HttpResponse<String> administer(String action, String token) {
    return operator.send(
        HttpRequest.newBuilder(operator.uri(ADMIN + action))
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.noBody())
            .build());
  }

  private JsonNode data(String path) {
    HttpResponse<String> answer = operator.get(path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).path("data");
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private JsonNode values(String metric) {
    return data("/api/v1/query?query=" + metric).path("result");
  }

  @Test
  void pushedSamplesOutliveTheProcessUntilTheyAreDeleted() {
    try {
      assertThat(push("pushed", 41).statusCode()).isEqualTo(204);

      operator.kill();
      operator = start();

      assertThat(values("pushed").get(0).path("value").get(1).asText()).isEqualTo("41");
      assertThat(push("other", 1).statusCode()).isEqualTo(204);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> operator.log().contains("the last process was killed"));
      assertThat(operator.get("/metrics", "").body().lines())
          .anyMatch(line -> line.startsWith("skopos_tsdb_gap_seconds ") && !line.endsWith(" 0.0"));

      copiesAndDeletes();
    } finally {
      operator.close();
    }
  }

  private void copiesAndDeletes() {
    JsonNode status = data("/api/v1/status/tsdb?limit=1000");
    assertThat(status.path("headStats").path("numSeries").asInt()).isGreaterThanOrEqualTo(2);
    assertThat(status.path("seriesCountByMetricName").findValuesAsText("name")).contains("pushed");

    assertThat(administer("snapshot", sender).statusCode()).isEqualTo(403);
    HttpResponse<String> made = administer("snapshot", administrator);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    Path copy = folder.resolve("data/snapshots").resolve(json(made).at("/data/name").asText());
    assertThat(copy.resolve("blocks")).isNotEmptyDirectory();

    assertThat(administer("delete_series", administrator).statusCode()).isEqualTo(400);
    assertThat(administer("delete_series?match[]=pushed", administrator).statusCode())
        .isEqualTo(204);
    assertThat(values("pushed")).isEmpty();
    assertThat(values("other")).hasSize(1);
    assertThat(administer("clean_tombstones", administrator).statusCode()).isEqualTo(204);
  }
}
