// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as Go writes them, which is what Prometheus' messages and labels contain. */
public final class GoNumber {
  /** In between, Java writes no exponent. */
  private static final double JAVA_PLAIN_FROM = 1e-3;

  private static final double JAVA_PLAIN_TO = 1e7;

  private GoNumber() {}

  /** As {@code %g}: the fewest digits, with an exponent below 1e-4 and from 1e6 on. */
  public static String shortest(double value) {
    if (isSpecial(value)) {
      return special(value);
    }
    BigDecimal digits = digits(value);
    int exponent = digits.precision() - digits.scale() - 1;
    return exponent < -4 || exponent >= 6 ? scientific(digits) : digits.toPlainString();
  }

  /** As {@code %f} with the fewest digits: never an exponent. */
  public static String plain(double value) {
    double size = Math.abs(value);
    if (size >= JAVA_PLAIN_FROM && size < JAVA_PLAIN_TO) {
      String text = Double.toString(value);
      return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
    return isSpecial(value) ? special(value) : digits(value).toPlainString();
  }

  /** As {@code %.2g}: two digits at most. */
  public static String twoDigits(double value) {
    if (isSpecial(value)) {
      return special(value);
    }
    BigDecimal digits = new BigDecimal(value).round(new MathContext(2)).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    return exponent < -4 || exponent >= 2 ? scientific(digits) : digits.toPlainString();
  }

  private static boolean isSpecial(double value) {
    return Double.isNaN(value) || Double.isInfinite(value) || value == 0;
  }

  private static String special(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return value > 0 ? "+Inf" : "-Inf";
  }

  /** Java writes at least two digits, also where one is enough to tell the number. */
  private static BigDecimal digits(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal one = digits.round(new MathContext(1));
    return digits.precision() == 2 && one.doubleValue() == value ? one : digits;
  }

  private static String scientific(BigDecimal value) {
    String digits = value.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - value.scale();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String sign = value.signum() < 0 ? "-" : "";
    String size = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : "" + Math.abs(exponent);
    return sign + mantissa + 'e' + (exponent < 0 ? '-' : '+') + size;
  }
}
