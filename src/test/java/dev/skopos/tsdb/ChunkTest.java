// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Sample;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ChunkTest {
  private static final long START = 1_700_000_000_000L;

  @Test
  void givesBackEveryBitOfUnusualValues() {
    double[] values = {
      0,
      -0.0,
      1,
      Double.NaN,
      Sample.STALE,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Double.MIN_VALUE,
      Double.MAX_VALUE,
      -1,
      Math.PI,
      Double.longBitsToDouble(1),
      0
    };
    long[] times = LongStream.range(0, values.length).map(i -> START + 30_000 * i).toArray();

    assertRoundTrip(times, values);
  }

  @Test
  void givesBackTimesAtAnyDistance() {
    long[] times = {-5, 0, 1, 64, 128, 2_176, 4_224, 530_000, 1_060_000, START, Long.MAX_VALUE / 2};

    assertRoundTrip(times, new double[times.length]);
  }

  @Test
  void givesBackRandomSamples() {
    Random random = new Random(42);
    for (int round = 0; round < 200; round++) {
      long[] times = new long[Chunk.FULL];
      double[] values = new double[Chunk.FULL];
      long time = START;
      for (int i = 0; i < times.length; i++) {
        time += 1 + (long) Math.pow(2, random.nextInt(24)) + random.nextInt(100);
        times[i] = time;
        values[i] =
            random.nextBoolean() ? random.nextInt(10) : Double.longBitsToDouble(random.nextLong());
      }
      assertRoundTrip(times, values);
    }
  }

  @Test
  void aSteadySeriesTakesTwoBitsASample() {
    Chunk chunk =
        encode(LongStream.range(0, 120).map(i -> START + 30_000 * i).toArray(), filled(1));

    assertThat(chunk.data()).hasSizeLessThan(16 + 4 + 120 / 4);
  }

  @Test
  void whatWasTakenOutStaysWhenMoreIsAdded() {
    ChunkEncoder encoder = new ChunkEncoder();
    encoder.append(1, 1);
    encoder.append(2, 2);
    Chunk two = encoder.toChunk();

    encoder.append(3, 3);

    assertThat(values(two)).containsExactly(1, 2);
    assertThat(values(encoder.toChunk())).containsExactly(1, 2, 3);
  }

  private static double[] filled(double value) {
    double[] values = new double[120];
    Arrays.fill(values, value);
    return values;
  }

  private static double[] values(Chunk chunk) {
    ChunkDecoder decoder = new ChunkDecoder(chunk);
    double[] values = new double[chunk.count()];
    for (int i = 0; decoder.next(); i++) {
      values[i] = decoder.value();
    }
    return values;
  }

  private static Chunk encode(long[] times, double[] values) {
    ChunkEncoder encoder = new ChunkEncoder();
    for (int i = 0; i < times.length; i++) {
      encoder.append(times[i], values[i]);
    }
    return encoder.toChunk();
  }

  private static void assertRoundTrip(long[] times, double[] values) {
    Chunk chunk = encode(times, values);
    ChunkDecoder decoder = new ChunkDecoder(chunk);
    for (int i = 0; i < times.length; i++) {
      assertThat(decoder.next()).isTrue();
      assertThat(decoder.time()).isEqualTo(times[i]);
      assertThat(Double.doubleToRawLongBits(decoder.value()))
          .isEqualTo(Double.doubleToRawLongBits(values[i]));
    }
    assertThat(decoder.next()).isFalse();
    assertThat(chunk.minTime()).isEqualTo(times[0]);
    assertThat(chunk.maxTime()).isEqualTo(times[times.length - 1]);
  }
}
