// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skopos.ingest.RemoteWrite;
import dev.skopos.ingest.WriteProtocol;
import dev.skopos.ingest.Written;
import dev.skopos.promql.Parser;
import dev.skopos.remote.TestPrometheus;
import dev.skopos.store.Source;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.tsdb.TsdbOptions;
import dev.skopos.wire.Message;
import dev.skopos.wire.SnappyWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same exemplars, sent to Skopos' store and to a real Prometheus, asked of both. */
class ExemplarsIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private final long now = InstantSource.system().millis() / 1_000 * 1_000;
  private TestPrometheus prometheus;
  private Tsdb tsdb;
  private RemoteWrite remoteWrite;

  @BeforeEach
  void open() throws Exception {
    prometheus =
        TestPrometheus.start(folder.resolve("prometheus"), "--enable-feature=exemplar-storage");
    Path directory = Files.createDirectories(folder.resolve("skopos"));
    tsdb = Tsdb.open(TsdbOptions.defaults(directory, InstantSource.system()));
    remoteWrite = new RemoteWrite(tsdb, new SimpleMeterRegistry());
  }

  @AfterEach
  void close() throws Exception {
    tsdb.close();
    prometheus.close();
  }

  private void write(Message request) {
    byte[] block = SnappyWriter.block(request.toBytes());
    assertThat(remoteWrite.write(WriteProtocol.V1, Source.SKOPOS, block))
        .isInstanceOf(Written.Stored.class);
    prometheus.push(block);
  }

  private static Message label(String name, String value) {
    return new Message().text(1, name).text(2, value);
  }

  private static Message series(String name, String job) {
    return new Message().message(1, label("__name__", name)).message(1, label("job", job));
  }

  private Message sample(double value, long ago) {
    return new Message().float64(1, value).varint(2, now - ago);
  }

  private Message exemplar(String trace, double value, long ago) {
    return new Message()
        .message(1, label("trace_id", trace))
        .message(1, label("empty", ""))
        .float64(2, value)
        .varint(3, now - ago);
  }

  private void assertSameAnswer(String query) throws Exception {
    assertSameAnswer(query, 0, now / 1_000);
  }

  private void assertSameAnswer(String query, long start, long end) throws Exception {
    String form =
        "query=%s&start=%d&end=%d"
            .formatted(URLEncoder.encode(query, StandardCharsets.UTF_8), start, end);
    String answer =
        ExemplarJson.text(
            tsdb.exemplars(start * 1_000, end * 1_000, Selectors.within(Parser.parse(query))));

    assertThat(JSON.readTree(answer))
        .isEqualTo(JSON.readTree(prometheus.post("/api/v1/query_exemplars", form).body()));
  }

  @Test
  void bothGiveTheSameAnswers() throws Exception {
    write(
        new Message()
            .message(
                1,
                series("calls_total", "b")
                    .message(2, sample(1, 5_000))
                    .message(3, exemplar("1", 0.5, 5_500))
                    .message(3, exemplar("2", 1e-7, 5_250)))
            .message(
                1,
                series("calls_total", "a")
                    .message(2, sample(1, 5_000))
                    .message(3, exemplar("3", Double.POSITIVE_INFINITY, 4_000))
                    .message(3, exemplar("4", 2, 6_000)))
            .message(1, series("other", "a").message(2, sample(1, 5_000))));
    write(
        new Message()
            .message(1, series("calls_total", "b").message(3, exemplar("2", 1e-7, 5_250)))
            .message(1, series("calls_total", "b").message(3, exemplar("5", 3, 5_250)))
            .message(1, series("calls_total", "b").message(3, exemplar("6", 1, 5_250)))
            .message(1, series("calls_total", "b").message(3, exemplar("7", 1, 2_000)))
            .message(1, series("unknown", "b").message(3, exemplar("8", 1, 2_000))));

    assertThat(tsdb.exemplars(0, now, Selectors.within(Parser.parse("calls_total")))).hasSize(2);
    assertSameAnswer("calls_total");
    assertSameAnswer("sum(rate(calls_total{job=\"a\"}[5m])) / on() other offset 1h");
    assertSameAnswer("unknown");
    assertSameAnswer("{job=~\".+\"}");
    assertSameAnswer("calls_total", now / 1_000 - 5, now / 1_000 - 3);
    assertThat(prometheus.post("/api/v1/query_exemplars", "query=1").statusCode()).isEqualTo(204);
  }
}
