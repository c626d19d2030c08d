// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

/** A number and what additions to it have lost. Not thread-safe. */
final class ExactNumber {
  private double value;
  private double lost;

  /** What has been lost in all when a number is added to a sum that then is the total. */
  static double lost(double sum, double added, double total, double lostBefore) {
    if (Double.isInfinite(total)) {
      return 0;
    }
    return Math.abs(sum) >= Math.abs(added)
        ? lostBefore + (sum - total + added)
        : lostBefore + (added - total + sum);
  }

  double value() {
    return value;
  }

  double lost() {
    return lost;
  }

  double total() {
    return value + lost;
  }

  void set(double newValue) {
    set(newValue, 0);
  }

  void set(double newValue, double newLost) {
    value = newValue;
    lost = newLost;
  }

  void set(ExactNumber other) {
    set(other.value, other.lost);
  }

  void add(double number) {
    double total = value + number;
    lost = lost(value, number, total, lost);
    value = total;
  }

  void addPlain(double number) {
    value += number;
  }

  void multiply(double factor) {
    value *= factor;
    lost *= factor;
  }

  void divide(double divisor) {
    value /= divisor;
    lost /= divisor;
  }
}
