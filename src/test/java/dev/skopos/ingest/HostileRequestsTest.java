// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Matcher;
import dev.skopos.store.Source;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.tsdb.TsdbOptions;
import dev.skopos.wire.Message;
import dev.skopos.wire.SnappyWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are made to do harm, on the store of the product: refused, counted, survived. */
class HostileRequestsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Tsdb store;
  private RemoteWrite remoteWrite;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    store = Tsdb.open(TsdbOptions.defaults(folder, () -> NOW));
    remoteWrite = new RemoteWrite(store, meters);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private static Message label(String name, String value) {
    return new Message().text(1, name).text(2, value);
  }

  private static Message request(String value, double sample, long time) {
    return new Message()
        .message(
            1,
            new Message()
                .message(1, label("__name__", "m"))
                .message(1, label("x", value))
                .message(2, new Message().float64(1, sample).varint(2, time)));
  }

  private Written write(Message request) {
    return remoteWrite.write(
        WriteProtocol.V1, Source.SKOPOS, SnappyWriter.block(request.toBytes()));
  }

  private double refused(String reason) {
    return meters.get("skopos.ingest.rejected.samples").tag("reason", reason).counter().count();
  }

  private boolean isEmpty() {
    return store
        .select(
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            List.of(Matcher.of(Matcher.Type.REGEX, "__name__", ".+")))
        .isEmpty();
  }

  @Test
  void aLabelOfAMebibyteIsRefused() {
    Written written = write(request("y".repeat(1 << 20), 1, NOW.toEpochMilli()));

    assertThat(written).isInstanceOf(Written.Refused.class);
    assertThat(written.counts()).isEqualTo(Written.Counts.NONE);
    assertThat(isEmpty()).isTrue();
  }

  @Test
  void aTimeBeyondTheFutureIsRefusedAndCounted() {
    assertThat(write(request("a", 1, Long.MAX_VALUE))).isInstanceOf(Written.Refused.class);

    assertThat(refused("too-far-in-future")).isEqualTo(1);
    assertThat(isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0})
  void aTimeBeyondThePastDoesNoHarm(long time) {
    assertThat(write(request("a", 1, time))).isNotInstanceOf(Written.Unavailable.class);

    assertThat(write(request("b", 1, NOW.toEpochMilli())).counts().samples()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(WriteProtocol.class)
  void aFewBytesThatPromiseGigabytesAreRefused(WriteProtocol protocol) {
    byte[] bomb = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f, 0};

    assertThat(remoteWrite.write(protocol, Source.SKOPOS, bomb))
        .isEqualTo(
            new Written.Refused(
                Written.Counts.NONE,
                "snappy: the block holds 4294967295 bytes, more than the limit of 67108864"));
  }
}
