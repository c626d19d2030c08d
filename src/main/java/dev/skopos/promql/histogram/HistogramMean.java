// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import dev.skopos.model.Histogram;

/**
 * The arithmetic mean of histograms: their sum by their number, or, once the sum overflows, a
 * running mean. Not thread-safe.
 */
public final class HistogramMean {
  private HistogramSum sum;
  private long count = 1;
  private boolean running;
  private boolean reconciled;

  /** Starts with one histogram. */
  public HistogramMean(Histogram first) {
    sum = new HistogramSum(first);
  }

  /**
   * Counts one more.
   *
   * @return false when one has custom bounds and the other has not
   */
  public boolean add(Histogram histogram) {
    count++;
    if (!running) {
      HistogramSum next = sum.copy();
      if (!next.add(histogram)) {
        return false;
      }
      reconciled |= next.reconciled();
      if (!next.overflows()) {
        sum = next;
        return true;
      }
      running = true;
      sum.divide(count - 1.0);
    }
    sum.multiply((count - 1.0) / count);
    boolean fits = sum.add(Scaling.divide(histogram, (double) count));
    reconciled |= sum.reconciled();
    return fits;
  }

  /** Whether custom bounds differed, so that only those were kept that agree. */
  public boolean reconciled() {
    return reconciled;
  }

  public Histogram value() {
    if (!running) {
      HistogramSum mean = sum.copy();
      mean.divide((double) count);
      return mean.result();
    }
    return sum.result();
  }
}
