// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Numbers as Go's {@code strconv} reads and writes them, without the hexadecimal forms and the
 * underscores, which Prometheus does not take either.
 */
final class NumberText {

  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };
  private static final long EXACT = 1L << 53;
  private static final long ROOM_FOR_A_DIGIT = (Long.MAX_VALUE - 9) / 10;

  private NumberText() {}

  /**
   * A floating point number.
   *
   * @throws NumberFormatException when the bytes are none, or one that is too large
   */
  static double parse(byte[] bytes, int from, int to) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    if (negative || (at < to && bytes[at] == '+')) {
      at++;
    }
    long mantissa = 0;
    int digits = 0;
    int exponent = 0;
    int fraction = -1;
    for (; at < to; at++) {
      byte c = bytes[at];
      if (c >= '0' && c <= '9') {
        digits++;
        if (mantissa > ROOM_FOR_A_DIGIT) {
          return slow(bytes, from, to);
        }
        mantissa = 10 * mantissa + (c - '0');
      } else if (c == '.' && fraction < 0) {
        fraction = digits;
      } else {
        break;
      }
    }
    if (digits == 0) {
      return special(bytes, from, to);
    }
    if (fraction >= 0) {
      exponent = fraction - digits;
    }
    if (at < to || mantissa > EXACT || exponent < -22) {
      return slow(bytes, from, to);
    }
    double value = exponent < 0 ? mantissa / POWERS[-exponent] : mantissa;
    return negative ? -value : value;
  }

  private static double special(byte[] bytes, int from, int to) {
    return switch (text(bytes, from, to)) {
      case "nan" -> Double.NaN;
      case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw notANumber(bytes, from, to);
    };
  }

  private static String text(byte[] bytes, int from, int to) {
    byte[] lower = new byte[Math.min(to - from, "-infinity".length() + 1)];
    for (int i = 0; i < lower.length; i++) {
      byte c = bytes[from + i];
      lower[i] = c >= 'A' && c <= 'Z' ? (byte) (c + 'a' - 'A') : c;
    }
    return new String(lower, StandardCharsets.ISO_8859_1);
  }

  /** Leaves rounding to the JDK, but not what counts as a number. */
  private static double slow(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if ("0123456789+-.eE".indexOf(bytes[at]) < 0) {
        throw notANumber(bytes, from, to);
      }
    }
    double value = decimal(bytes, from, to);
    if (Double.isInfinite(value)) {
      throw new NumberFormatException("number out of range: " + Excerpt.of(bytes, from, to));
    }
    return value;
  }

  private static double decimal(byte[] bytes, int from, int to) {
    try {
      return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    } catch (NumberFormatException _) {
      throw notANumber(bytes, from, to);
    }
  }

  private static NumberFormatException notANumber(byte[] bytes, int from, int to) {
    return new NumberFormatException("not a number: " + Excerpt.of(bytes, from, to));
  }

  /** A number as OpenMetrics wants it in {@code le} and {@code quantile}: 1.0, 1e+06, +Inf. */
  static String openMetrics(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return "0.0";
    }
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    // As Go's format 'g' with the shortest precision.
    if (exponent < -4 || exponent >= 6) {
      return scientific(shortest, exponent);
    }
    String plain = shortest.toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  private static String scientific(BigDecimal shortest, int exponent) {
    String digits = shortest.unscaledValue().abs().toString();
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    String power = Integer.toString(Math.abs(exponent));
    return (shortest.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + (power.length() < 2 ? "0" + power : power);
  }
}
