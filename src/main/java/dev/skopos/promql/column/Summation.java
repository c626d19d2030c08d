// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

/**
 * Adds numbers with the error of each addition kept apart (Neumaier's variant of Kahan's
 * algorithm), as Prometheus does, so that results agree to the last digit.
 */
public final class Summation {

  private double sum;
  private double compensation;

  public void add(double value) {
    double total = sum + value;
    if (Double.isInfinite(total)) {
      compensation = 0;
    } else if (Math.abs(sum) >= Math.abs(value)) {
      compensation += sum - total + value;
    } else {
      compensation += value - total + sum;
    }
    sum = total;
  }

  /** Sets the sum and what its additions lost. */
  public void set(double newSum, double newCompensation) {
    sum = newSum;
    compensation = newCompensation;
  }

  /** The sum without what the additions lost. */
  public double sum() {
    return sum;
  }

  /** What the additions lost. */
  public double compensation() {
    return compensation;
  }

  public double total() {
    return sum + compensation;
  }
}
