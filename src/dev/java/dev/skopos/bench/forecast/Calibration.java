// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench.forecast;

import java.util.Locale;

/** How often what was said with a probability came true, in ten classes of it. */
final class Calibration {

  private static final int CLASSES = 10;

  private final int[] said = new int[CLASSES];
  private final int[] happened = new int[CLASSES];
  private final double[] sum = new double[CLASSES];

  void add(double probability, boolean came) {
    int index = Math.min((int) (probability * CLASSES), CLASSES - 1);
    said[index]++;
    happened[index] += came ? 1 : 0;
    sum[index] += probability;
  }

  void add(Calibration other) {
    for (int index = 0; index < CLASSES; index++) {
      said[index] += other.said[index];
      happened[index] += other.happened[index];
      sum[index] += other.sum[index];
    }
  }

  /** How many were said with a probability from one to the other, both in tenths. */
  int between(int from, int to) {
    int count = 0;
    for (int index = from; index < to; index++) {
      count += said[index];
    }
    return count;
  }

  /** Cells of a class: the probability, how many, their mean, and the share that happened. */
  String[] cells(int index) {
    return new String[] {
      "%d to %d %%".formatted(10 * index, 10 * index + 10),
      String.valueOf(said[index]),
      share(sum[index], said[index]),
      share(happened[index], said[index])
    };
  }

  private static String share(double part, int of) {
    return of == 0 ? "" : String.format(Locale.ROOT, "%.3f", part / of);
  }
}
