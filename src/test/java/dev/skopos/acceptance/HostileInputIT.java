// SPDX-License-Identifier: Apache-2.0
package dev.skopos.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.wire.Message;
import dev.skopos.wire.SnappyWriter;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
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

/** Input that is made to do harm, through the front door: each is answered with 4xx and counted. */
class HostileInputIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REFUSED =
      "skopos_ingest_requests_total{protocol=\"%s\",result=\"refused\"}";
  private static final String V1 = REFUSED.formatted("remote-write-1.0");
  private static final String V2 = REFUSED.formatted("remote-write-2.0");
  private static final String TOO_LARGE = "skopos_http_requests_too_large_total";
  private static final String SYNTAX = "skopos_queries_failed_total{reason=\"syntax\"}";

  @TempDir static Path folder;

  private static Cluster cluster;
  private static Operator operator;
  private static String sender;

  @BeforeAll
  static void startEverything() {
    cluster = Cluster.start();
    sender = cluster.userWith("sender", "skopos-sender");
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

  private static HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(operator.uri(path)).timeout(Duration.ofSeconds(60));
  }

  private static HttpResponse<String> write(BodyPublisher body, String contentType) {
    return operator.send(
        to("/api/v1/write")
            .header("Authorization", "Bearer " + sender)
            .header("Content-Type", contentType)
            .POST(body)
            .build());
  }

  private static HttpResponse<String> write(byte[] block) {
    return write(BodyPublishers.ofByteArray(block), "application/x-protobuf");
  }

  private static byte[] request(String label, double value, long time) {
    Message series =
        new Message()
            .message(1, new Message().text(1, "__name__").text(2, "hostile"))
            .message(1, new Message().text(1, "x").text(2, label))
            .message(2, new Message().float64(1, value).varint(2, time));
    return SnappyWriter.block(new Message().message(1, series).toBytes());
  }

  private static HttpResponse<String> query(String form) {
    return operator.send(
        to("/api/v1/query")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  private static String rejected(String reason) {
    return "skopos_ingest_rejected_samples_total{reason=\"" + reason + "\"}";
  }

  private static long now() {
    return Instant.now().toEpochMilli();
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String message) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(message).hasSizeLessThan(5_000);
  }

  @Test
  void queriesThatAreTooDeepOrTooLong() {
    double before = operator.metric(SYNTAX);

    assertRefused(query("query=" + "(".repeat(10_000) + "1" + ")".repeat(10_000)), 400, "query");
    assertRefused(query("query=" + "x".repeat(10_000_000)), 400, "query");

    assertThat(operator.metric(SYNTAX)).isEqualTo(before + 2);
  }

  @Test
  void timesThatNoSampleCanHave() {
    for (String time : new String[] {"1e300", "NaN", "-Inf", "9".repeat(400)}) {
      assertRefused(query("query=up&time=" + time), 400, "time");
    }
    double before = operator.metric(V1);
    double samples = operator.metric(rejected("too-far-in-future"));

    assertRefused(write(request("a", 1, Long.MAX_VALUE)), 400, "is later than");
    assertRefused(write(request("b", 1, now() + 86_400_000)), 400, "is later than");

    assertThat(operator.metric(V1)).isEqualTo(before + 2);
    assertThat(operator.metric(rejected("too-far-in-future"))).isEqualTo(samples + 2);
  }

  @Test
  void aLabelOfAMebibyte() {
    double before = operator.metric(V1);
    double samples = operator.metric(rejected("invalid-series"));

    assertRefused(write(request("y".repeat(1 << 20), 1, now())), 400, "label");

    assertThat(operator.metric(V1)).isEqualTo(before + 1);
    assertThat(operator.metric(rejected("invalid-series"))).isEqualTo(samples + 1);
  }

  @Test
  void bytesThatPromiseGigabytesOrAreNoMessage() {
    double before = operator.metric(V1);
    byte[] bomb = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f, 0};
    byte[] manyZeros = SnappyWriter.block(new byte[1_000]);

    assertRefused(write(bomb), 400, "more than the limit");
    assertRefused(write(manyZeros), 400, "");
    assertRefused(write(new byte[0]), 400, "");

    assertThat(operator.metric(V1)).isEqualTo(before + 3);
  }

  @Test
  void symbolsThatAreNotThere() {
    double before = operator.metric(V2);
    byte[] message =
        new Message()
            .text(4, "")
            .message(5, new Message().varint(1, 7).varint(1, 1 << 30))
            .toBytes();

    assertRefused(
        write(
            BodyPublishers.ofByteArray(SnappyWriter.block(message)),
            "application/x-protobuf;proto=io.prometheus.write.v2.Request"),
        400,
        "symbol");

    assertThat(operator.metric(V2)).isEqualTo(before + 1);
  }

  @Test
  void anOddNaNIsStoredAsTheUsualOne() {
    double odd = Double.longBitsToDouble(0x7ff4dead_beef0001L);

    assertThat(write(request("nan", odd, now())).statusCode()).isEqualTo(204);
    assertThat(query("query=hostile%7Bx%3D%22nan%22%7D").body()).contains("\"NaN\"");
  }

  @Test
  void bodiesThatAreTooLargeAndSaySo() throws Exception {
    double before = operator.metric(TOO_LARGE);

    HttpResponse<String> answer =
        write(BodyPublishers.ofByteArray(new byte[11 << 20]), "application/x-protobuf");
    assertRefused(answer, 413, "the body is larger than 10485760 bytes");
    assertThat(JSON.readTree(answer.body()).path("status").asText()).isEqualTo("error");
    assertRefused(query("query=" + "x".repeat(11 << 20)), 413, "larger than");

    assertThat(operator.metric(TOO_LARGE)).isEqualTo(before + 2);
  }

  @Test
  void bodiesThatAreTooLargeAndDoNotSaySo() {
    double before = operator.metric(TOO_LARGE);
    BodyPublisher chunks =
        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[11 << 20]));
    try {
      assertThat(write(chunks, "application/x-protobuf").statusCode()).isEqualTo(413);
    } catch (UncheckedIOException _) {
      // The connection is cut while the client still sends: it may not get to see the answer.
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> operator.metric(TOO_LARGE) == before + 1);
  }

  @Test
  void whatIsSentWithoutARightIsNotEvenRead() {
    HttpResponse<String> answer =
        operator.send(
            to("/api/v1/write").POST(BodyPublishers.ofByteArray(request("a", 1, now()))).build());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(operator.get("/api/v1/nothing", "").statusCode()).isEqualTo(404);
  }
}
