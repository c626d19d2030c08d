// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/**
 * How a series goes on after its newest break, on the scale of its curve.
 *
 * @param line the newest line; level where there is no significant slope
 * @param from the first point that it describes
 * @param change what happened there
 * @param chance the probability of a slope like that without any growth
 * @param error how sure the line is
 */
record Tail(Line line, int from, TrendChange change, double chance, LineError error) {

  /** Growth counts when there is less than this chance of seeing it without any. */
  static final double SIGNIFICANT = 0.01;

  /** Lines differ when they are as many standard errors apart. */
  private static final double DIFFERENT = 3;

  static Tail of(double[] times, double[] values, Segments pieces) {
    int size = values.length;
    int last = pieces.count() - 1;
    int start = pieces.start(last);
    if (last == 0) {
      return judged(times, values, 0, TrendChange.NONE, 0, size);
    }
    int before = pieces.start(last - 1);
    LineSums sums = pieces.sums();
    double variance =
        (sums.squares(before, start) + sums.squares(start, size)) / Math.max(size - before - 4, 1);
    Line old = sums.line(before, start);
    Line now = sums.line(start, size);
    double error =
        Math.sqrt(variance / sums.spread(before, start) + variance / sums.spread(start, size));
    if (Math.abs(now.slope() - old.slope()) <= DIFFERENT * error) {
      return judged(times, values, start, TrendChange.LEVEL, before, start, size);
    }
    Hinge hinge = Hinge.best(times, values, before, start);
    double twoLines = sums.squares(before, start) + sums.squares(start, size);
    if (hinge.squares() <= twoLines + DIFFERENT * DIFFERENT * variance) {
      return judged(times, values, hinge);
    }
    return judged(times, values, start, TrendChange.SLOPE, start, size);
  }

  private static Tail judged(double[] times, double[] values, Hinge hinge) {
    int size = values.length;
    double slope = hinge.line().slope();
    double chance = Significance.chance(times, values, slope, hinge.start(), size);
    return chance < SIGNIFICANT
        ? new Tail(
            hinge.line(),
            hinge.start(),
            TrendChange.SLOPE,
            chance,
            LineError.of(times, values, slope, hinge.start(), size))
        : judged(times, values, hinge.start(), TrendChange.SLOPE, hinge.start(), size);
  }

  /** A line through the runs with these ends, or a level when its slope may be chance. */
  private static Tail judged(
      double[] times, double[] values, int from, TrendChange change, int... ends) {
    double slope = Slopes.median(times, values, ends);
    double chance = Significance.chance(times, values, slope, ends);
    double used = chance < SIGNIFICANT ? slope : 0;
    double at = times[times.length - 1];
    Line line = new Line(Slopes.level(times, values, from, used, at), used, at);
    return new Tail(line, from, change, chance, LineError.of(times, values, slope, ends));
  }
}
