// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

/**
 * The arithmetic mean of numbers: their sum by their count, or, once the sum overflows, a running
 * mean.
 */
public final class Mean {

  private final Summation sum = new Summation();
  private long count;
  private boolean running;

  public void add(double value) {
    count++;
    if (count == 1) {
      sum.set(value, 0);
      return;
    }
    if (!running) {
      double before = sum.sum();
      double compensation = sum.compensation();
      sum.add(value);
      if (!Double.isInfinite(sum.sum())) {
        return;
      }
      running = true;
      sum.set(before / (count - 1), compensation / (count - 1));
    }
    double weight = (count - 1.0) / count;
    sum.set(weight * sum.sum(), weight * sum.compensation());
    sum.add(value / count);
  }

  public long count() {
    return count;
  }

  public double value() {
    return running ? sum.total() : sum.sum() / count + sum.compensation() / count;
  }
}
