// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Floating point numbers as Go's strconv reads and writes them. */
final class GoFloat {

  /** The precision that means: as few digits as name the number uniquely. */
  static final int SHORTEST = -1;

  private static final int SMALLEST_EXPONENT = -4;
  private static final int SHORTEST_LIMIT = 6;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private GoFloat() {}

  static double parse(String text) {
    String lower = text.toLowerCase(java.util.Locale.ROOT);
    String unsigned = lower.startsWith("+") || lower.startsWith("-") ? lower.substring(1) : lower;
    if (unsigned.equals("inf") || unsigned.equals("infinity")) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (lower.equals("nan")) {
      return Double.NaN;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw new Problem("parsing \"%s\": invalid syntax".formatted(text));
    }
    return Double.parseDouble(text);
  }

  /** As {@code %v} prints it. */
  static String shortest(double value) {
    return general(value, SHORTEST);
  }

  /** As {@code %g} prints it. */
  static String general(double value, int precision) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    BigDecimal exact = exact(value, precision);
    if (exact.signum() == 0) {
      return zero(value) + '0';
    }
    BigDecimal rounded =
        precision == SHORTEST
            ? exact
            : exact.round(new MathContext(Math.max(precision, 1), RoundingMode.HALF_EVEN));
    BigDecimal stripped = rounded.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    int limit = precision == SHORTEST ? SHORTEST_LIMIT : Math.max(precision, 1);
    return exponent < SMALLEST_EXPONENT || exponent >= limit
        ? scientific(stripped, exponent)
        : stripped.toPlainString();
  }

  /** As {@code %e} prints it. */
  static String exponential(double value, int precision) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    BigDecimal exact = exact(value, precision);
    if (exact.signum() == 0) {
      return zero(value) + (precision > 0 ? "0." + "0".repeat(precision) : "0") + "e+00";
    }
    BigDecimal rounded =
        precision == SHORTEST
            ? exact.stripTrailingZeros()
            : exact.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    int missing = precision == SHORTEST ? 0 : precision + 1 - rounded.precision();
    BigDecimal padded = missing > 0 ? rounded.setScale(rounded.scale() + missing) : rounded;
    return scientific(padded, exponent);
  }

  /** As {@code %f} prints it. */
  static String fixed(double value, int precision) {
    if (!Double.isFinite(value)) {
      return special(value);
    }
    BigDecimal exact = exact(value, precision);
    if (exact.signum() == 0) {
      return zero(value) + (precision > 0 ? "0." + "0".repeat(precision) : "0");
    }
    String text =
        precision == SHORTEST
            ? exact.stripTrailingZeros().toPlainString()
            : exact.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    return value < 0 && !text.startsWith("-") ? '-' + text : text;
  }

  private static BigDecimal exact(double value, int precision) {
    return precision == SHORTEST ? new BigDecimal(Double.toString(value)) : new BigDecimal(value);
  }

  private static String zero(double value) {
    return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
  }

  private static String special(double value) {
    return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
  }

  private static String scientific(BigDecimal value, int exponent) {
    BigInteger digits = value.unscaledValue().abs();
    String text = digits.toString();
    String fraction = text.length() > 1 ? '.' + text.substring(1) : "";
    String sign = value.signum() < 0 ? "-" : "";
    return "%s%s%se%s%02d"
        .formatted(sign, text.charAt(0), fraction, exponent < 0 ? '-' : '+', Math.abs(exponent));
  }
}
