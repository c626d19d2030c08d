// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Sample;
import dev.skopos.tsdb.format.CorruptDataException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    assertRoundTrip(steady(values.length), values);
    for (double value : values) {
      assertRoundTrip(steady(20), filled(value));
      assertRoundTrip(new long[] {START}, new double[] {value});
      double[] one = filled(3.25);
      one[0] = value;
      assertRoundTrip(steady(20), one);
      one[0] = 3.25;
      one[19] = value;
      assertRoundTrip(steady(20), one);
    }
  }

  private static long[] steady(int count) {
    return LongStream.range(0, count).map(i -> START + 30_000 * i).toArray();
  }

  private static double[] filled(double value) {
    double[] values = new double[20];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void givesBackTimesAtAnyDistance() {
    long[] times = {
      Long.MIN_VALUE, -5, 0, 1, 64, 128, 2_176, 4_224, 530_000, 1_060_000, START, Long.MAX_VALUE
    };

    assertRoundTrip(times, new double[times.length]);
    assertRoundTrip(new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, new double[2]);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void givesBackRandomSamples(int kind) {
    Random random = new Random(kind);
    for (int round = 0; round < 100; round++) {
      int count = 1 + random.nextInt(200);
      long[] times = new long[count];
      double[] values = new double[count];
      long time = START;
      for (int i = 0; i < count; i++) {
        time +=
            kind % 2 == 0
                ? 15_000 + random.nextInt(5)
                : 1 + (long) Math.pow(2, random.nextInt(24)) + random.nextInt(100);
        times[i] = time;
        values[i] = value(kind, i == 0 ? 0 : values[i - 1], random);
      }
      assertRoundTrip(times, values);
    }
  }

  private static double value(int kind, double before, Random random) {
    return switch (kind) {
      case 0 -> before + random.nextInt(100);
      case 1 -> random.nextInt(20) == 0 ? Sample.STALE : random.nextInt(1_000) / 10.0;
      case 2 -> random.nextInt(40) == 0 ? 0 : before + Math.pow(random.nextInt(100), 4);
      case 3 -> random.nextGaussian() * 1e9;
      case 4 -> Double.longBitsToDouble(random.nextLong());
      case 5 -> random.nextInt(1_000_000) / 1e6;
      case 6 -> random.nextBoolean() ? -0.0 : -random.nextInt(10);
      default -> random.nextLong() >>> random.nextInt(64);
    };
  }

  private static void assertRoundTrip(long[] times, double[] values) {
    OpenChunk open = OpenChunk.forKindOf(null);
    for (int i = 0; i < times.length; i++) {
      open.add(times[i], values[i], null);
    }
    assertThat(resumedHalfway(times, values).data()).isEqualTo(open.copy().data());
    for (Chunk chunk : List.of(open.copy(), open.seal())) {
      assertThat(chunk.minTime()).isEqualTo(times[0]);
      assertThat(chunk.maxTime()).isEqualTo(times[times.length - 1]);
      assertThat(chunk.count()).isEqualTo(times.length);
      Columns read = new Columns(0);
      chunk.decode(Long.MIN_VALUE, Long.MAX_VALUE, read);
      assertSame(read, times, values, 0, times.length);
      int from = times.length / 3;
      int to = times.length / 2;
      Columns some = new Columns(0);
      chunk.decode(times[from], times[to], some);
      assertSame(some, times, values, from, to + 1);
    }
  }

  private static Chunk resumedHalfway(long[] times, double[] values) {
    OpenChunk open = OpenChunk.forKindOf(null);
    for (int i = 0; i < times.length; i++) {
      open.add(times[i], values[i], null);
      open = i == times.length / 2 ? OpenChunk.resume(open.copy()) : open;
    }
    return open.copy();
  }

  private static void assertSame(Columns read, long[] times, double[] values, int from, int to) {
    assertThat(read.length()).isEqualTo(to - from);
    for (int i = from; i < to; i++) {
      assertThat(read.time(i - from)).isEqualTo(times[i]);
      assertThat(Double.doubleToRawLongBits(read.value(i - from)))
          .isEqualTo(Double.doubleToRawLongBits(values[i]));
    }
  }

  @Test
  void steadyTimesAndValuesCostNothingButTheBeginning() {
    assertThat(bits(_ -> 1)).isLessThan(25 * 8);
    assertThat(bits(i -> 10.0 * i)).isLessThan(25 * 8);
  }

  @Test
  void countersAndRoundedGaugesTakeAboutTheirEntropy() {
    Random random = new Random(1);
    double[] counter = new double[480];
    for (int i = 1; i < counter.length; i++) {
      counter[i] = counter[i - 1] + random.nextInt(64);
    }

    assertThat(bits(i -> counter[i]) / 480.0).isLessThan(7.5);
    assertThat(bits(_ -> 20 + random.nextInt(64) / 100.0) / 480.0).isLessThan(8);
  }

  private static int bits(IntToDoubleFunction value) {
    Columns columns = new Columns(480);
    IntStream.range(0, 480)
        .forEach(i -> columns.add(START + 5_000L * i, value.applyAsDouble(i), null));
    return Chunk.ofNumbers(columns, 0, 480).data().length * 8;
  }

  @Test
  void whatWasCopiedStaysWhenMoreIsAdded() {
    OpenChunk open = OpenChunk.forKindOf(null);
    open.add(1, 1, null);
    Chunk one = open.copy();

    open.add(2, 2, null);

    Columns read = new Columns(4);
    one.decode(0, 10, read);
    assertThat(read.length()).isEqualTo(1);
  }

  @Test
  void givesBackHistogramsOfChangingLayout() {
    Random random = new Random(5);
    OpenChunk open = OpenChunk.forKindOf(histogram(random));
    Histogram[] written = new Histogram[100];
    for (int i = 0; i < written.length; i++) {
      written[i] = i > 0 && random.nextBoolean() ? more(written[i - 1]) : histogram(random);
      open.add(START + i, 0, written[i]);
    }

    Columns read = new Columns(4);
    open.seal().decode(START + 10, START + 89, read);

    assertThat(read.length()).isEqualTo(80);
    for (int i = 0; i < 80; i++) {
      assertThat(read.time(i)).isEqualTo(START + 10 + i);
      assertThat(read.histogram(i)).isEqualTo(written[i + 10]);
    }
  }

  private static Histogram histogram(Random random) {
    double scale = random.nextBoolean() ? 1 : 0.1;
    Buckets buckets = new Buckets(new int[] {-3, random.nextInt(100)}, new double[] {scale, 7});
    return random.nextBoolean()
        ? Histogram.exponential(
            Histogram.ResetHint.GAUGE, -4, 0.5, 1, 8, Double.NaN, buckets, buckets)
        : Histogram.custom(
            Histogram.ResetHint.RESET,
            8 * scale,
            -1,
            new double[] {0.1, 5},
            new Buckets(new int[] {0, 2}, new double[] {scale, 4}));
  }

  private static Histogram more(Histogram histogram) {
    double[] counts = histogram.positive().counts().clone();
    counts[0] += 3;
    return new Histogram(
        histogram.resetHint(),
        histogram.schema(),
        histogram.zeroThreshold(),
        histogram.zeroCount(),
        histogram.count() + 3,
        histogram.sum(),
        new Buckets(histogram.positive().indexes(), counts),
        histogram.negative(),
        histogram.customBounds());
  }

  @Test
  void damagedBytesLeadToTheOneExceptionOrToSamples() {
    Random random = new Random(11);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      Encoding encoding = Encoding.of(1 + round % 3);
      int count = 1 + random.nextInt(Chunk.MOST_SAMPLES);

      assertThatCode(
              () -> {
                try {
                  Chunk.decode(
                      encoding, count, bytes, Long.MIN_VALUE, Long.MAX_VALUE, new Columns(1));
                } catch (CorruptDataException _) {
                  // the one exception
                }
              })
          .doesNotThrowAnyException();
    }
  }
}
