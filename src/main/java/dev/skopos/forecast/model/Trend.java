// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;

/** How the level of a series goes on: a curve through the points after its newest break. */
record Trend(Curve curve, Tail tail, double misfit) {

  /** Ceilings of logistic growth that are tried, as multiples of the largest value. */
  private static final double[] CEILINGS = {1.005, 1.02, 1.05, 1.1, 1.2, 1.35, 1.6, 2, 2.5};

  /** The share of a value that derivatives are taken over. */
  private static final double STEP = 1e-5;

  /** Fits the curve that explains most for its number of pieces. */
  static Trend of(double[] times, double[] values) {
    Segments straight = Segments.of(times, values);
    Trend best = fit(new Curve.Straight(), times, values, values, straight, straight.price());
    double largest = Arrays.stream(values).max().orElse(0);
    if ((straight.count() == 1 && best.tail.chance() >= Tail.SIGNIFICANT)
        || Arrays.stream(values).anyMatch(value -> value <= 0)) {
      return best;
    }
    Trend share = bent(new Curve.Exponential(), times, values, straight.price());
    best = share.misfit < best.misfit ? share : best;
    for (double ceiling : CEILINGS) {
      Trend bounded = bent(new Curve.Logistic(ceiling * largest), times, values, straight.price());
      best = bounded.misfit < best.misfit ? bounded : best;
    }
    return best;
  }

  private static Trend bent(Curve curve, double[] times, double[] values, double price) {
    double[] scaled = Arrays.stream(values).map(curve::straighten).toArray();
    Segments pieces =
        switch (curve) {
          case Curve.Logistic _ -> Segments.one(times, scaled);
          case Curve.Straight _, Curve.Exponential _ -> Segments.of(times, scaled);
        };
    return fit(curve, times, values, scaled, pieces, price);
  }

  private static Trend fit(
      Curve curve,
      double[] times,
      double[] values,
      double[] scaled,
      Segments pieces,
      double price) {
    double misfit = price * (pieces.count() + curve.price());
    for (int piece = 0; piece < pieces.count(); piece++) {
      Line line = pieces.sums().line(pieces.start(piece), pieces.start(piece + 1));
      for (int i = pieces.start(piece); i < pieces.start(piece + 1); i++) {
        double error = values[i] - curve.bend(line.value(times[i]));
        misfit += error * error;
      }
    }
    return new Trend(curve, Tail.of(times, scaled, pieces), misfit);
  }

  double value(double time) {
    return curve.bend(tail.line().value(time));
  }

  /** The share of the level that a step of one on the scale of the curve is, in each hour ahead. */
  double[] steepness(int hours) {
    double[] steepness = new double[hours];
    for (int ahead = 0; ahead < hours; ahead++) {
      double at = tail.line().value((double) ahead / Hours.DAY);
      double step = STEP * Math.max(Math.abs(at), 1e-6);
      double share =
          (curve.bend(at + step) - curve.bend(at - step)) / (2 * step) / Math.abs(curve.bend(at));
      // a level of zero has no shares
      steepness[ahead] = Double.isFinite(share) ? share : 0;
    }
    return steepness;
  }

  /** Growth at a time, in units a day. */
  double growth(double time) {
    return value(time + 0.5) - value(time - 0.5);
  }
}
