// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PackingTest {

  static Stream<double[]> columns() {
    Random random = new Random(7);
    return Stream.of(
        new double[60],
        constant(17),
        constant(-3),
        random.doubles(60).toArray(),
        random.ints(60, 0, 1000).asDoubleStream().toArray(),
        random.ints(60, -1000, 1000).asDoubleStream().toArray(),
        random.longs(60, -(1L << 50), 1L << 50).asDoubleStream().toArray(),
        random.longs(60, 0, 1L << 60).asDoubleStream().toArray(),
        random.ints(60).mapToDouble(i -> i % 7 == 0 ? i : 0).toArray(),
        random.ints(60).mapToDouble(i -> i % 7 == 0 ? i + 0.5 : 0).toArray(),
        new double[] {Double.MAX_VALUE, 0, -1e300, Double.MIN_VALUE},
        new double[] {0, 1, 0},
        new double[] {-0.0});
  }

  private static double[] constant(double value) {
    double[] column = new double[60];
    Arrays.fill(column, value);
    return column;
  }

  @ParameterizedTest
  @MethodSource("columns")
  void readsAndSumsWhatItWrote(double[] column) {
    byte[] bytes = new byte[5 + Packing.maxBytes(column.length) + Packing.TRAILER];
    int end = Packing.write(column, 0, column.length, bytes, 5);
    // what follows does not matter
    Arrays.fill(bytes, end, bytes.length, (byte) -1);
    double[] read = new double[column.length];

    assertThat(Packing.read(bytes, 5, column.length, read, 0)).isEqualTo(end);
    assertThat(Packing.end(bytes, 5, column.length)).isEqualTo(end);
    for (int i = 0; i < column.length; i++) {
      assertThat(read[i]).isEqualTo(column[i] + 0.0);
      assertThat(Packing.sum(bytes, 5, i, i + 1)).isEqualTo(column[i] + 0.0);
    }
  }
}
