// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import dev.skopos.model.Histogram;
import java.util.ArrayList;
import java.util.List;

/**
 * A histogram on the line between two others.
 *
 * @param reconciled for each calculation in which custom bounds differed, whether it was an
 *     addition
 */
public record Interpolation(Histogram histogram, List<Boolean> reconciled) {
  public Interpolation {
    reconciled = List.copyOf(reconciled);
  }

  /**
   * The histogram at a time between two others, which both or neither have custom bounds.
   *
   * @param counter whether a reset between them means that it began at nothing
   */
  public static Interpolation between(
      Histogram before, long from, Histogram after, long to, long time, boolean counter) {
    if (time == from || time == to) {
      return new Interpolation(time == from ? before : after, List.of());
    }
    double fraction = (double) (time - from) / (to - from);
    if (counter && CounterResets.isReset(after, before)) {
      return new Interpolation(Scaling.multiply(after, fraction), List.of());
    }
    List<Boolean> reconciled = new ArrayList<>();
    HistogramSum sum = new HistogramSum(after);
    requireFit(sum.subtractPlain(before));
    if (sum.reconciled()) {
      reconciled.add(false);
    }
    sum.multiply(fraction);
    requireFit(sum.addPlain(before));
    if (sum.reconciled()) {
      reconciled.add(true);
    }
    return new Interpolation(sum.result(), reconciled);
  }

  private static void requireFit(boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException("custom bounds and an exponential schema");
    }
  }
}
