// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.skopos.fuzz.Allocations;
import dev.skopos.store.Source;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.tsdb.TsdbOptions;
import dev.skopos.wire.Message;
import dev.skopos.wire.SnappyWriter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Requests with damage of all kinds, on the store of the product: each is stored or refused and is
 * counted, and none takes more memory than its length explains.
 */
class RequestFuzzTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final int ROUNDS = 4_000;

  /** Decoders, a batch, and classes that are used for the first time. */
  private static final long BYTES_IN_ANY_CASE = 16 << 20;

  private static final long BYTES_PER_BYTE = 2_000;

  /** Numbers at which sums, differences and array lengths go over. */
  private static final long[] EDGES = {
    0,
    1,
    -1,
    127,
    128,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 31,
    (1L << 32) - 1,
    1L << 32,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Tsdb store;
  private RemoteWrite remoteWrite;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    TsdbOptions options = TsdbOptions.defaults(folder, () -> NOW);
    store =
        Tsdb.open(
            options.withLimits(new TsdbOptions.Limits(500, 500, 100, Duration.ofMinutes(10))));
    remoteWrite = new RemoteWrite(store, meters);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  private static long edge(Random random) {
    return random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : random.nextInt(-20, 200);
  }

  private static double number(Random random) {
    return random.nextBoolean() ? random.nextInt(50) : Double.longBitsToDouble(random.nextLong());
  }

  private static long time(Random random) {
    return random.nextInt(4) == 0 ? edge(random) : NOW.toEpochMilli() + random.nextInt(1_000_000);
  }

  /** Mostly what fits together, otherwise with numbers from the edges. */
  private static Message histogram(Random random) {
    boolean floats = random.nextBoolean();
    boolean whole = random.nextInt(3) > 0;
    Message histogram = new Message().float64(3, number(random)).varint(15, time(random));
    histogram.zigZag(4, whole ? 2 : edge(random)).float64(5, whole ? 0.1 : number(random));
    if (floats) {
      histogram.float64(2, 12).float64(7, 1);
    } else {
      histogram.varint(1, 12).varint(6, 1);
    }
    int spans = random.nextInt(3);
    for (int i = 0; i < spans; i++) {
      long length = whole ? 2 : edge(random);
      Message span = new Message().zigZag(1, whole ? i + 1 : edge(random)).varint(2, length);
      histogram.message(random.nextInt(8) == 0 ? 8 : 11, span);
    }
    for (int i = 0; i < spans; i++) {
      if (floats) {
        histogram.float64s(13, whole ? 1 : number(random), number(random));
      } else {
        histogram.zigZags(12, whole ? 1 : edge(random), whole ? 2 : edge(random));
      }
    }
    if (random.nextInt(5) == 0) {
      histogram.zigZag(4, -53).float64s(16, 1, 2, number(random));
    }
    return histogram.varint(14, edge(random));
  }

  private static Message sample(Random random) {
    return new Message().float64(1, number(random)).varint(2, time(random));
  }

  private static Message v1(Random random) {
    Message request = new Message();
    for (int s = random.nextInt(4); s >= 0; s--) {
      Message series =
          new Message()
              .message(1, new Message().text(1, "__name__").text(2, "m" + random.nextInt(9)))
              .message(1, new Message().text(1, "x").text(2, "é".repeat(random.nextInt(5))));
      for (int i = random.nextInt(3); i >= 0; i--) {
        series.message(2, sample(random)).message(4, histogram(random));
      }
      request.message(1, series);
    }
    return request.message(
        3, new Message().varint(1, edge(random)).text(2, "m1").text(4, "help").text(5, "s"));
  }

  private static Message v2(Random random) {
    Message request = new Message();
    for (String symbol : new String[] {"", "__name__", "m", "x", "é", "help", "m2"}) {
      request.text(4, symbol);
    }
    for (int s = random.nextInt(4); s >= 0; s--) {
      long odd = random.nextInt(3) == 0 ? edge(random) : 4;
      Message series = new Message().varints(1, 1, random.nextBoolean() ? 2 : 6, 3, odd);
      for (int i = random.nextInt(3); i >= 0; i--) {
        series
            .message(2, sample(random))
            .message(3, histogram(random))
            .message(4, new Message().varints(1, 3, odd).message(2, sample(random)));
      }
      series.message(5, new Message().varint(1, edge(random)).varint(3, odd).varint(4, 3));
      request.message(5, series);
    }
    return request;
  }

  private static byte[] damaged(byte[] message, Random random) {
    byte[] bytes = message.clone();
    for (int change = random.nextInt(4); change > 0; change--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(10) == 0
        ? Arrays.copyOf(bytes, random.nextInt(bytes.length + 20))
        : bytes;
  }

  private Written write(WriteProtocol protocol, byte[] block, int length) {
    Written[] written = new Written[1];
    Allocations.atMost(
        BYTES_IN_ANY_CASE + BYTES_PER_BYTE * length,
        "a request of %d bytes".formatted(length),
        () -> written[0] = remoteWrite.write(protocol, Source.SKOPOS, block));
    return written[0];
  }

  private double counted() {
    return meters.find("skopos.ingest.requests").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  @ParameterizedTest
  @EnumSource(WriteProtocol.class)
  void whateverComesIsStoredOrRefusedAndCounted(WriteProtocol protocol) {
    Random random = new Random(42);
    int stored = 0;
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Message request =
          switch (protocol) {
            case V1 -> v1(random);
            case V2 -> v2(random);
          };
      byte[] bytes = damaged(request.toBytes(), random);
      byte[] block = SnappyWriter.block(bytes);
      try {
        switch (write(protocol, block, bytes.length)) {
          case Written.Stored _ -> stored++;
          case Written.Refused(_, String problem) -> {
            refused++;
            assertThat(problem).isNotBlank().hasSizeLessThan(3_000);
          }
          case Written.Unavailable(String problem) -> fail("round %d: %s", round, problem);
        }
      } catch (RuntimeException e) {
        fail("round " + round, e);
      }
    }
    assertThat(stored).isPositive();
    assertThat(refused).isPositive();
    assertThat(counted()).isEqualTo(ROUNDS);
    assertThat(store.stats().takesSamples()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(WriteProtocol.class)
  void damagedBlocksOfSnappyAreRefused(WriteProtocol protocol) {
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] whole = SnappyWriter.block(v1(random).toBytes());
      byte[] block = damaged(whole, random);
      // The first bytes say how much memory is needed; the largest promise is tested elsewhere.
      System.arraycopy(whole, 0, block, 0, Math.min(2, block.length));
      assertThat(write(protocol, block, 4 * whole.length))
          .isNotInstanceOf(Written.Unavailable.class);
    }
    assertThat(counted()).isEqualTo(ROUNDS);
  }

  /** A series whose labels are long, and many samples that are all too old. */
  @Test
  void refusalsOfManySamplesCostNoMoreThanTheSamples() {
    Message series = new Message().message(1, label("__name__", "m"));
    for (int i = 0; i < 20; i++) {
      series.message(1, label("l%02d".formatted(i), "y".repeat(8_000)));
    }
    series.message(2, new Message().float64(1, 0).varint(2, NOW.toEpochMilli()));
    for (int i = 1; i <= 20_000; i++) {
      series.message(2, new Message().float64(1, i).varint(2, NOW.toEpochMilli()));
    }
    byte[] bytes = new Message().message(1, series).toBytes();

    Written written = write(WriteProtocol.V1, SnappyWriter.block(bytes), bytes.length);

    assertThat(written.counts().samples()).isEqualTo(1);
    assertThat(((Written.Refused) written).problem()).hasSizeLessThan(3_000);
  }

  private static Message label(String name, String value) {
    return new Message().text(1, name).text(2, value);
  }

  /** One symbol, and series that each refer to it as often as they may. */
  @Test
  void aSymbolThatIsUsedOverAndOverCostsNoMoreThanItsReferences() {
    Message request = new Message().text(4, "").text(4, "__name__").text(4, "y".repeat(16_000));
    long[] references = new long[128];
    for (int i = 0; i < 64; i++) {
      request.text(4, "l%02d".formatted(i));
      references[2 * i] = i == 0 ? 1 : 3 + i;
      references[2 * i + 1] = 2;
    }
    Message series = new Message().varints(1, references);
    for (int i = 0; i < 1_000; i++) {
      request.message(5, series);
    }
    byte[] bytes = request.toBytes();

    Written written = write(WriteProtocol.V2, SnappyWriter.block(bytes), bytes.length);

    assertThat(written).isInstanceOf(Written.Refused.class);
    assertThat(((Written.Refused) written).problem()).hasSizeLessThan(3_000);
  }
}
