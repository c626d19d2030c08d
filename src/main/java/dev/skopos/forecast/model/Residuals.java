// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * What past forecasts missed by, divided by what is usual so far ahead at that hour of the day: the
 * scores of split conformal prediction.
 */
final class Residuals {

  /**
   * Errors of one origin resemble each other, so that there are about as many independent ones as
   * origins. With few of them intervals are too narrow; as many times as Student's t is wider than
   * the normal distribution, nearly (at 95 %, to the first order).
   */
  private static final double STUDENT = 1.2;

  private final ErrorScale scale;

  /** By origin. */
  private final double[][] byOrigin;

  private final double[] scores;
  private final double[] sizes;
  private final double meanSize;

  private Residuals(ErrorScale scale, double[][] byOrigin, double meanSize) {
    this.scale = scale;
    this.byOrigin = byOrigin;
    this.meanSize = meanSize;
    this.scores = Arrays.stream(byOrigin).flatMapToDouble(Arrays::stream).sorted().toArray();
    this.sizes = Arrays.stream(scores).map(Math::abs).sorted().toArray();
  }

  /**
   * Without past forecasts: what the same hour of the day before, or the hour before, differs by.
   */
  static Residuals of(double[] values, Backtest backtest) {
    Origins origins = backtest.origins();
    int[] from = Arrays.copyOfRange(origins.at(), backtest.first(), origins.last());
    double[][] errors = new double[from.length][];
    for (int i = 0; i < errors.length; i++) {
      double[] path = backtest.paths()[backtest.first() + i];
      errors[i] = new double[path.length];
      for (int ahead = 0; ahead < path.length; ahead++) {
        errors[i][ahead] = values[from[i] + ahead] - path[ahead];
      }
    }
    boolean none =
        Arrays.stream(errors).flatMapToDouble(Arrays::stream).noneMatch(Double::isFinite);
    return none ? of(new double[][] {differences(values)}, new int[] {0}) : of(errors, from);
  }

  private static Residuals of(double[][] errors, int[] from) {
    ErrorScale scale = ErrorScale.of(errors, from);
    double[][] scores = new double[errors.length][];
    for (int origin = 0; origin < errors.length; origin++) {
      DoubleStream.Builder known = DoubleStream.builder();
      for (int ahead = 0; ahead < errors[origin].length; ahead++) {
        if (Double.isFinite(errors[origin][ahead])) {
          known.add(errors[origin][ahead] / scale.at(ahead, from[origin] + ahead));
        }
      }
      scores[origin] = known.build().toArray();
    }
    double mean =
        Arrays.stream(errors)
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .map(Math::abs)
            .average()
            .orElse(0);
    return new Residuals(scale, scores, mean);
  }

  private static double[] differences(double[] values) {
    int lag = values.length > 2 * Hours.DAY ? Hours.DAY : 1;
    double[] differences = new double[values.length];
    for (int hour = 0; hour < differences.length; hour++) {
      differences[hour] = hour < lag ? Double.NaN : values[hour] - values[hour - lag];
    }
    return differences;
  }

  /**
   * What is added to a forecast for an interval. The errors of one side are few, so that each side
   * is taken halfway between its own quantile and that of both sides together.
   */
  Interval interval(int ahead, int hour, double coverage) {
    Interval score = interval(scores, sizes, coverage, byOrigin.length);
    double usual = scale.at(ahead, hour);
    return new Interval(score.low() * usual, score.high() * usual);
  }

  private static Interval interval(double[] scores, double[] sizes, double coverage, int origins) {
    if (scores.length == 0) {
      return new Interval(0, 0);
    }
    double both = conformal(sizes, coverage);
    double low = (Statistics.quantile(scores, (1 - coverage) / 2) - both) / 2;
    double high = (Statistics.quantile(scores, (1 + coverage) / 2) + both) / 2;
    double wider = 1 + STUDENT / Math.max(origins - 1, 1);
    return new Interval(Math.min(low, 0) * wider, Math.max(high, 0) * wider);
  }

  /**
   * The quantile that a further score is below of with the probability: one rank above the usual.
   */
  private static double conformal(double[] sorted, double coverage) {
    int rank = (int) Math.ceil((sorted.length + 1) * coverage);
    return sorted.length == 0 ? 0 : sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  /** The mean absolute error. */
  double meanSize() {
    return meanSize;
  }

  /** What is usual at a time, given in hours from the end, whole or not. */
  double usual(double ahead, int from) {
    int before = (int) ahead;
    double share = ahead - before;
    return (1 - share) * scale.at(before, from + before)
        + share * scale.at(before + 1, from + before + 1);
  }

  /**
   * The share of scores at least as far on that side, this one included; on the other side of what
   * is expected it is 1.
   */
  double chance(Side side, double score) {
    int farther =
        switch (side) {
          case ABOVE -> score > 0 ? atLeast(scores, score) : scores.length;
          case BELOW ->
              score < 0 ? scores.length - atLeast(scores, Math.nextUp(score)) : scores.length;
          case BOTH -> atLeast(sizes, Math.abs(score));
        };
    return (1.0 + farther) / (1.0 + scores.length);
  }

  /** How many of a sorted sample are as large. */
  private static int atLeast(double[] sorted, double value) {
    int below = 0;
    int end = sorted.length;
    while (below < end) {
      int middle = (below + end) >>> 1;
      if (sorted[middle] < value) {
        below = middle + 1;
      } else {
        end = middle;
      }
    }
    return sorted.length - below;
  }

  /** The scores outside of which the chance is below the significance; infinite: it never is. */
  Interval band(Side side, double significance) {
    int count = scores.length;
    int farther = (int) Math.ceil(significance * (1 + count) - 1) - 1;
    if (farther < 0 || count == 0) {
      return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    int low = Math.min(farther, count - 1);
    int high = count - 1 - low;
    return switch (side) {
      case ABOVE, BELOW -> new Interval(Math.min(scores[low], 0), Math.max(scores[high], 0));
      case BOTH -> new Interval(-sizes[high], sizes[high]);
    };
  }

  /** The chance of what is farther than all errors that are known. */
  double smallestChance() {
    return 1.0 / (1 + scores.length);
  }

  /** The share of outcomes in an interval that is made from the errors of other origins. */
  double coverage(double coverage) {
    int inside = 0;
    for (int origin = 0; origin < byOrigin.length; origin++) {
      double[] own = byOrigin[origin].clone();
      Arrays.sort(own);
      double[] others = Statistics.without(scores, own);
      double[] othersSizes = Arrays.stream(others).map(Math::abs).sorted().toArray();
      Interval interval = interval(others, othersSizes, coverage, byOrigin.length - 1);
      for (double score : own) {
        inside += score >= interval.low() && score <= interval.high() ? 1 : 0;
      }
    }
    return scores.length == 0 ? 0 : (double) inside / scores.length;
  }
}
