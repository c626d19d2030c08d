// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A small line of durations as SVG path data, in a box of 100 by 34.
 *
 * @param line empty with less than two values
 * @param area the same, closed at the bottom
 */
record Sparkline(String line, String area) {

  private static final double WIDTH = 100;
  private static final double HEIGHT = 34;
  private static final double MARGIN = 2;

  /** The durations from left to right, scaled from zero to the longest. */
  static Sparkline of(List<Duration> durations) {
    if (durations.size() < 2) {
      return new Sparkline("", "");
    }
    double longest = durations.stream().mapToDouble(Duration::toNanos).max().orElse(1);
    double step = WIDTH / (durations.size() - 1);
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < durations.size(); i++) {
      double share = longest == 0 ? 0 : durations.get(i).toNanos() / longest;
      line.append(i == 0 ? 'M' : 'L').append(number(i * step)).append(' ');
      line.append(number(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)));
    }
    String area = line + "L" + number(WIDTH) + " " + number(HEIGHT) + "L0 " + number(HEIGHT) + "Z";
    return new Sparkline(line.toString(), area);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
