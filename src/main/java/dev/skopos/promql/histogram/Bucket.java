// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

/** A bucket with its bounds as they are, the lower one below the upper one. */
public record Bucket(
    double lower, double upper, boolean includesLower, boolean includesUpper, double count) {

  /** Whether zero is in it or at its edge. */
  boolean touchesZero() {
    return lower <= 0 && upper >= 0;
  }

  Bucket withLower(double newLower) {
    return new Bucket(newLower, upper, includesLower, includesUpper, count);
  }

  Bucket withUpper(double newUpper) {
    return new Bucket(lower, newUpper, includesLower, includesUpper, count);
  }

  /**
   * Which part of the observations is assumed to lie below a value inside: by the value itself, or
   * by its logarithm where the buckets are exponential.
   */
  double fractionBelow(double value, boolean linear) {
    if (linear) {
      return (value - lower) / (upper - lower);
    }
    double logLower = Logarithm.base2(Math.abs(lower));
    double logUpper = Logarithm.base2(Math.abs(upper));
    double logValue = Logarithm.base2(Math.abs(value));
    return value > 0
        ? (logValue - logLower) / (logUpper - logLower)
        : 1 - (logValue - logUpper) / (logLower - logUpper);
  }
}
