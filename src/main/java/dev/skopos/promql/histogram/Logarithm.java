// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

/** Logarithms and powers to the base of 2, exact for powers of 2. */
public final class Logarithm {
  private Logarithm() {}

  /** The logarithm; as in Go the exponent is taken apart, so that nothing of it is rounded. */
  public static double base2(double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      return Math.log(value);
    }
    int exponent = Math.getExponent(value) + 1;
    double fraction = Math.scalb(value, -exponent);
    if (value < Double.MIN_NORMAL) {
      exponent = Math.getExponent(value * 0x1.0p52) + 1 - 52;
      fraction = Math.scalb(value * 0x1.0p52, -exponent - 52);
    }
    if (fraction == 0.5) {
      return exponent - 1;
    }
    return exponent + Math.log(fraction) * (1 / LN2);
  }

  private static final double LN2 = 0.6931471805599453;

  /** 2 to the power of a number. */
  public static double power2(double exponent) {
    return Math.pow(2, exponent);
  }
}
