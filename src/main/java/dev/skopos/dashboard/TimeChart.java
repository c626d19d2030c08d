// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Values over time as SVG path data, in a box of {@value #WIDTH} by {@value #HEIGHT}. Immutable.
 *
 * @param times what stands below, at even distances from left to right
 * @param levels marks of the axis of values, at even distances from the bottom up
 * @param lines in the order in which they were added
 */
record TimeChart(List<String> times, List<Mark> levels, List<Line> lines) {

  static final int WIDTH = 760;
  static final int HEIGHT = 180;

  private static final int LEVELS = 4;

  /** Nothing to draw. */
  static final TimeChart EMPTY = new TimeChart(List.of(), List.of(), List.of());

  /** A position on an axis, with what stands beside it. */
  record Mark(String at, String label) {}

  /**
   * A line.
   *
   * @param style the class that says how it looks
   */
  record Line(String style, String path) {}

  /** A value at an instant; NaN is a gap. */
  record Value(Instant at, double value) {}

  /** Values that belong together. */
  record Values(String style, List<Value> values) {}

  TimeChart {
    times = List.copyOf(times);
    levels = List.copyOf(levels);
    lines = List.copyOf(lines);
  }

  /**
   * A chart whose axes hold all values; empty when no line can be drawn.
   *
   * @param floor the axis of values reaches down to this at least
   * @param ceiling the axis of values reaches up to this at least
   * @param unit behind each mark of the axis of values
   */
  static TimeChart of(double floor, double ceiling, String unit, List<Values> series) {
    List<Value> all = series.stream().flatMap(each -> each.values().stream()).toList();
    if (all.stream().filter(each -> Double.isFinite(each.value())).limit(2).count() < 2) {
      return EMPTY;
    }
    double low = floor;
    double high = ceiling;
    for (Value value : all) {
      if (Double.isFinite(value.value())) {
        low = Math.min(low, value.value());
        high = Math.max(high, value.value());
      }
    }
    Instant from = all.stream().map(Value::at).min(Instant::compareTo).orElseThrow();
    Instant to = all.stream().map(Value::at).max(Instant::compareTo).orElseThrow();
    Scale scale = new Scale(from, Math.max(1, Duration.between(from, to).toMillis()), low, high);
    return new TimeChart(
        TimeAxis.between(from, to),
        scale.levels(unit),
        series.stream().map(each -> new Line(each.style(), scale.path(each.values()))).toList());
  }

  /** Where instants and values lie in the box. */
  private record Scale(Instant from, long millis, double low, double high) {

    private double x(Instant at) {
      return (double) Duration.between(from, at).toMillis() / millis * WIDTH;
    }

    private double y(double value) {
      double span = high > low ? high - low : 1;
      return HEIGHT - (value - low) / span * HEIGHT;
    }

    String path(List<Value> values) {
      StringBuilder path = new StringBuilder();
      boolean down = false;
      for (Value value : values) {
        if (Double.isFinite(value.value())) {
          path.append(down ? 'L' : 'M').append(number(x(value.at()))).append(' ');
          path.append(number(y(value.value())));
        }
        down = Double.isFinite(value.value());
      }
      return path.toString();
    }

    List<Mark> levels(String unit) {
      List<Mark> marks = new ArrayList<>();
      for (int i = 0; i <= LEVELS; i++) {
        double value = low + (high - low) * i / LEVELS;
        marks.add(new Mark(number(y(value)), label(value) + unit));
      }
      return marks;
    }

    /** With as many digits as it takes to tell two marks apart. */
    private String label(double value) {
      double step = high > low ? (high - low) / LEVELS : 1;
      int digits = Math.clamp(1 - (int) Math.floor(Math.log10(step)), 0, 12);
      BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
      return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    private static String number(double value) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
  }
}
