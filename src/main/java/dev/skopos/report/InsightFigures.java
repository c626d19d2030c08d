// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The numbers of insights as people read them. */
final class InsightFigures {

  private static final int MILLIS = 1000;

  private InsightFigures() {}

  static String text(InsightMeasure.Unit unit, OptionalDouble number) {
    double value = number.orElse(Double.NaN);
    return switch (unit) {
      case COUNT -> Figures.count(value);
      case RATIO -> Figures.percent(value, 2);
      case SECONDS ->
          Double.isFinite(value)
              ? Figures.count(Math.rint(value * MILLIS)) + " ms"
              : Figures.count(value);
    };
  }

  static String count(OptionalDouble number) {
    return Figures.count(number.orElse(Double.NaN));
  }

  static String count(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : Figures.count(Double.NaN);
  }

  /** The difference to before: of shares in percentage points, of all else in percent. */
  static String change(InsightMeasure measure) {
    double now = measure.now().orElse(Double.NaN);
    double before = measure.before().orElse(Double.NaN);
    if (!Double.isFinite(now) || !Double.isFinite(before)) {
      return "";
    }
    return switch (measure.unit()) {
      case RATIO -> Figures.points(now - before);
      case COUNT, SECONDS -> before > 0 ? signed(now / before - 1) : "";
    };
  }

  private static String signed(double share) {
    long percent = Math.round(share * 100);
    return (percent > 0 ? "+" : "") + percent + " %";
  }

  /** The value, and where it is known also that before. */
  static String compared(InsightMeasure measure) {
    String now = text(measure.unit(), measure.now());
    return measure.before().isEmpty()
        ? now
        : "%s, before %s".formatted(now, text(measure.unit(), measure.before()));
  }
}
