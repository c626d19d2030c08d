// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/**
 * Two lines that meet where the slope changes.
 *
 * @param line the second one
 * @param start the first point that it describes
 * @param squares what both leave
 */
record Hinge(Line line, int start, double squares) {

  /** Points to each side of a guess that are tried. */
  private static final int REACH = 5;

  /** The best one that begins at {@code from} and bends near {@code guess}. */
  static Hinge best(double[] times, double[] values, int from, int guess) {
    Hinge best = at(times, values, from, guess);
    int last = Math.min(guess + REACH, values.length - 3);
    for (int bend = Math.max(guess - REACH, from + 2); bend <= last; bend++) {
      Hinge hinge = at(times, values, from, bend);
      best = hinge.squares() < best.squares() ? hinge : best;
    }
    return best;
  }

  /** Least squares for a level at the bend and a slope to each side of it. */
  private static Hinge at(double[] times, double[] values, int from, int bend) {
    double knot = (times[bend - 1] + times[bend]) / 2;
    double[] normal = new double[5];
    double[] right = new double[3];
    double middle = values[bend];
    for (int i = from; i < values.length; i++) {
      double t = times[i] - knot;
      double v = values[i] - middle;
      int side = t < 0 ? 0 : 1;
      normal[0]++;
      normal[1 + side] += t;
      normal[3 + side] += t * t;
      right[0] += v;
      right[1 + side] += t * v;
    }
    double weight =
        normal[0] - normal[1] * normal[1] / normal[3] - normal[2] * normal[2] / normal[4];
    double level =
        (right[0] - normal[1] * right[1] / normal[3] - normal[2] * right[2] / normal[4]) / weight;
    Line old = new Line(level + middle, (right[1] - normal[1] * level) / normal[3], knot);
    Line now = new Line(level + middle, (right[2] - normal[2] * level) / normal[4], knot);
    return new Hinge(now, bend, squares(times, values, from, bend, old, now));
  }

  private static double squares(
      double[] times, double[] values, int from, int bend, Line old, Line now) {
    double squares = 0;
    for (int i = from; i < values.length; i++) {
      double error = values[i] - (i < bend ? old : now).value(times[i]);
      squares += error * error;
    }
    return squares;
  }
}
