// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Numbers, durations and instants as Prometheus writes them, which is as Go does. */
final class Notation {

  private static final long[] UNITS = {
    365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000, 1
  };
  private static final String[] UNIT_NAMES = {"y", "w", "d", "h", "m", "s", "ms"};

  /** Years and weeks only where they say it exactly. */
  private static final int EXACT_UNITS = 2;

  private static final int NANOS_PER_MILLI = 1_000_000;

  private Notation() {}

  static String of(double value, boolean duration) {
    return duration ? duration((long) (value * 1e9)) : decimal(value);
  }

  /** The shortest digits that give the number back, without an exponent. */
  private static String decimal(double value) {
    String special = special(value);
    return special != null ? special : shortest(value).toPlainString();
  }

  /** Like {@link #decimal} with an exponent below 1e-4 and from 1e21 on: Go's {@code %v}. */
  static String general(double value) {
    String special = special(value);
    if (special != null) {
      return special;
    }
    double size = Math.abs(value);
    BigDecimal shortest = shortest(value);
    return size >= 1e-4 && size < 1e21 ? shortest.toPlainString() : exponential(shortest);
  }

  private static @Nullable String special(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return null;
  }

  /** Java writes at least two digits, also where one is enough to tell the number. */
  private static BigDecimal shortest(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal one = digits.round(new MathContext(1));
    return digits.precision() == 2 && one.doubleValue() == value ? one : digits;
  }

  private static String exponential(BigDecimal value) {
    String digits = value.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - value.scale();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return "%s%se%s%02d"
        .formatted(
            value.signum() < 0 ? "-" : "", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** A duration in whole milliseconds, the rest is cut off. */
  static String duration(long nanos) {
    long rest = Math.abs(nanos / NANOS_PER_MILLI);
    StringBuilder text = new StringBuilder(nanos < 0 ? "-" : "");
    if (rest == 0) {
      return text.append("0s").toString();
    }
    for (int i = 0; i < UNITS.length; i++) {
      boolean exact = i >= EXACT_UNITS || rest % UNITS[i] == 0;
      if (rest >= UNITS[i] && exact) {
        text.append(rest / UNITS[i]).append(UNIT_NAMES[i]);
        rest %= UNITS[i];
      }
    }
    return text.toString();
  }

  static String of(@Nullable At at) {
    return switch (at) {
      case null -> "";
      case At.Start() -> " @ start()";
      case At.End() -> " @ end()";
      case At.Timestamp(long timestamp) ->
          " @ " + new BigDecimal(timestamp / 1000.0).setScale(3, RoundingMode.HALF_EVEN);
    };
  }

  static String of(Modifiers.Extension extension) {
    return switch (extension) {
      case NONE -> "";
      case ANCHORED -> " anchored";
      case SMOOTHED -> " smoothed";
    };
  }
}
