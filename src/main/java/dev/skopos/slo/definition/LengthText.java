// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.definition;

import java.time.Duration;

/** Lengths of time as people write them in PromQL: {@code 5m}, {@code 1h30m}, {@code 30d}. */
public final class LengthText {

  private LengthText() {}

  /** Days, hours, minutes, seconds and milliseconds, those that are zero left out. */
  public static String of(Duration length) {
    if (length.isZero()) {
      return "0s";
    }
    Duration size = length.abs();
    StringBuilder text = new StringBuilder(length.isNegative() ? "-" : "");
    add(text, size.toDaysPart(), "d");
    add(text, size.toHoursPart(), "h");
    add(text, size.toMinutesPart(), "m");
    add(text, size.toSecondsPart(), "s");
    add(text, size.toMillisPart(), "ms");
    return text.toString();
  }

  private static void add(StringBuilder text, long number, String unit) {
    if (number > 0) {
      text.append(number).append(unit);
    }
  }
}
