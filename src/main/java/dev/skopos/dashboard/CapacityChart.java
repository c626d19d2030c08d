// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.forecast.Outlook;
import dev.skopos.forecast.Quantities;
import dev.skopos.forecast.ResourceSnapshot;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.model.Crossing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A resource over time as SVG path data, in a box of 800 by 240: what was, what is expected with
 * the band of eight of ten cases, and the limit. What is not known is empty.
 *
 * @param now where the present is, from the left
 * @param exhaustion where the limit is reached in half of the cases; empty: not within the horizon
 * @param limitTop where the limit is at the end, from the top
 * @param limitLabel how much that is
 * @param levels marks of the axis of amounts, at even distances from the bottom up
 * @param times what stands below, at even distances from left to right
 */
record CapacityChart(
    String history,
    String median,
    String band,
    String limit,
    String now,
    String exhaustion,
    String limitTop,
    String limitLabel,
    List<TimeChart.Mark> levels,
    List<String> times) {

  CapacityChart {
    levels = List.copyOf(levels);
    times = List.copyOf(times);
  }

  static final double WIDTH = 800;
  static final double HEIGHT = 240;
  private static final int MOST_POINTS = 400;
  private static final double HEADROOM = 1.08;
  private static final int LEVELS = 4;

  static CapacityChart of(CapacityDefinition definition, ResourceSnapshot found) {
    return new Drawing(definition, found).chart();
  }

  private static final class Drawing {
    private final ResourceSnapshot found;
    private final List<Outlook.Expected> path;
    private final Instant from;
    private final Instant present;
    private final Instant to;
    private final double top;
    private final Quantities quantities;

    Drawing(CapacityDefinition definition, ResourceSnapshot found) {
      this.found = found;
      this.from = found.history().start();
      this.present = found.history().end();
      this.to = present.plus(definition.horizon());
      this.path =
          found.expected().map(Outlook::path).orElse(List.of()).stream()
              .filter(each -> !each.time().isAfter(to))
              .toList();
      this.top = HEADROOM * highest();
      this.quantities = Quantities.of(found.resource().type().unit());
    }

    private double highest() {
      double highest = Double.isFinite(found.ceiling()) ? found.ceiling() : 0;
      for (int hour = 0; hour < found.history().size(); hour++) {
        double value = found.history().at(hour);
        highest = value > highest ? value : highest;
      }
      for (Outlook.Expected each : path) {
        highest = Math.max(highest, each.p90());
      }
      return highest > 0 ? highest : 1;
    }

    CapacityChart chart() {
      boolean limited = Double.isFinite(found.ceiling());
      return new CapacityChart(
          history(),
          line(path, Outlook.Expected::p50),
          band(),
          limit(),
          number(x(present)),
          exhaustion(),
          limited ? number(y(found.ceiling())) : "",
          limited ? quantities.text(found.ceiling()) : "",
          IntStream.rangeClosed(0, LEVELS).mapToObj(this::level).toList(),
          TimeAxis.between(from, to));
    }

    private TimeChart.Mark level(int step) {
      double amount = top * step / LEVELS;
      return new TimeChart.Mark(number(y(amount)), quantities.text(amount));
    }

    private String history() {
      StringBuilder text = new StringBuilder();
      int step = Math.max(1, found.history().size() / MOST_POINTS);
      boolean drawn = false;
      for (int hour = 0; hour < found.history().size(); hour += step) {
        double value = found.history().at(hour);
        if (Double.isFinite(value)) {
          point(text, drawn, found.history().time(hour), value);
        }
        drawn = Double.isFinite(value);
      }
      return text.toString();
    }

    private String line(List<Outlook.Expected> points, ToDoubleFunction<Outlook.Expected> value) {
      StringBuilder text = new StringBuilder();
      for (Outlook.Expected each : points) {
        point(text, !text.isEmpty(), each.time(), value.applyAsDouble(each));
      }
      return text.toString();
    }

    private String band() {
      if (path.isEmpty()) {
        return "";
      }
      String lower = line(path.reversed(), Outlook.Expected::p10);
      return line(path, Outlook.Expected::p90) + 'L' + lower.substring(1) + 'Z';
    }

    private String limit() {
      StringBuilder text = new StringBuilder();
      Duration step = Duration.between(from, to).dividedBy(MOST_POINTS);
      double before = Double.NaN;
      for (int i = 0; i <= MOST_POINTS; i++) {
        Instant time = from.plus(step.multipliedBy(i));
        double value = found.limit().at(time);
        boolean bend = value != before || i == MOST_POINTS;
        if (Double.isFinite(value) && bend) {
          if (Double.isFinite(before) && value != before) {
            point(text, true, time, before);
          }
          point(text, !text.isEmpty(), time, value);
        }
        before = value;
      }
      return text.toString();
    }

    private String exhaustion() {
      return found
          .expected()
          .map(
              outlook ->
                  switch (outlook.exhaustion().p50()) {
                    case Crossing.At(Instant time) when !time.isAfter(to) -> number(x(time));
                    case Crossing.At _, Crossing.Never _ -> "";
                  })
          .orElse("");
    }

    private void point(StringBuilder text, boolean on, Instant time, double value) {
      text.append(on ? 'L' : 'M').append(number(x(time))).append(' ').append(number(y(value)));
    }

    private double x(Instant time) {
      double whole = Duration.between(from, to).toSeconds();
      return WIDTH * Duration.between(from, time).toSeconds() / whole;
    }

    private double y(double value) {
      return HEIGHT * (1 - Math.clamp(value / top, 0, 1));
    }

    private static String number(double value) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
  }
}
