// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What was left of the budget from day to day, as SVG that needs nothing else: the ideal line leads
 * from the whole budget to none.
 */
final class BurnDownChart {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 220;
  private static final int LEFT = 52;
  private static final int RIGHT = 12;
  private static final int TOP = 10;
  private static final int BOTTOM = 24;

  /** A budget that was overspent many times would leave no room for anything else. */
  private static final double LOWEST = -1;

  private final ObjectiveReport report;
  private final double floor;

  BurnDownChart(ObjectiveReport report) {
    this.report = report;
    this.floor =
        report.burnDown().stream()
            .mapToDouble(ObjectiveReport.BurnDown::remainingRatio)
            .filter(Double::isFinite)
            .map(value -> Math.max(LOWEST, value))
            .reduce(0, Math::min);
  }

  String svg() {
    PeriodResult result = report.result();
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"error budget left by day\">\n"
            .formatted(WIDTH, HEIGHT));
    for (double level : List.of(1.0, 0.5, 0.0, -0.5, -1.0)) {
      if (level >= floor) {
        level(svg, level);
      }
    }
    date(svg, result.from(), "start");
    date(svg, result.to(), "end");
    path(svg, "ideal", "M" + at(result.from(), 1) + " L" + at(result.to(), 0));
    path(svg, "left", course());
    return svg.append("</svg>").toString();
  }

  private void level(StringBuilder svg, double level) {
    String y = text(y(level));
    svg.append("<line class=\"grid\" x1=\"%d\" x2=\"%d\"".formatted(LEFT, WIDTH - RIGHT))
        .append(" y1=\"%s\" y2=\"%s\"/>\n".formatted(y, y))
        .append("<text x=\"%d\" y=\"%s\"".formatted(LEFT - 6, text(y(level) + 4)))
        .append(" text-anchor=\"end\">%d %%</text>\n".formatted(Math.round(level * 100)));
  }

  private void date(StringBuilder svg, Instant at, String anchor) {
    svg.append("<text x=\"%s\" y=\"%d\"".formatted(text(x(at)), HEIGHT - 6))
        .append(
            " text-anchor=\"%s\">%s</text>\n"
                .formatted(anchor, at.atZone(report.zone()).toLocalDate()));
  }

  private static void path(StringBuilder svg, String style, String data) {
    svg.append("<path class=\"%s\" d=\"%s\"/>\n".formatted(style, data));
  }

  private String course() {
    Instant begin =
        report.result().counted().map(PeriodResult.Counted::from).orElse(report.result().from());
    StringBuilder data = new StringBuilder("M").append(at(begin, 1));
    for (ObjectiveReport.BurnDown point : report.burnDown()) {
      if (Double.isFinite(point.remainingRatio())) {
        data.append(" L").append(at(point.at(), Math.max(LOWEST, point.remainingRatio())));
      }
    }
    return data.toString();
  }

  private String at(Instant time, double level) {
    return text(x(time)) + ' ' + text(y(level));
  }

  private double x(Instant time) {
    Instant from = report.result().from();
    double whole = Duration.between(from, report.result().to()).toMillis();
    double share = Duration.between(from, time).toMillis() / whole;
    return LEFT + share * (WIDTH - LEFT - RIGHT);
  }

  private double y(double level) {
    return TOP + (1 - level) / (1 - floor) * (HEIGHT - TOP - BOTTOM);
  }

  private static String text(double position) {
    return String.format(Locale.ROOT, "%.1f", position);
  }
}
