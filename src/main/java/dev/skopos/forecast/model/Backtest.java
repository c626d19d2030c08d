// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Forecasts from past origins with all candidates, lets the better ones speak together, and keeps
 * what that missed. The weights at an origin come from outcomes before it, so the errors are those
 * of forecasts, not of fits.
 *
 * @param values what was forecast
 * @param origins where it forecast from; the last one is the end of the series
 * @param paths the combined forecast of each origin
 * @param weights at the end, by kind of candidate; they sum up to 1
 */
@SuppressWarnings("ArrayRecordComponent")
record Backtest(
    double[] values, Origins origins, double[][] paths, Map<ModelKind, Double> weights) {

  /** Candidates that miss by at most as many times what the best one misses by are heard. */
  private static final double TOLERANCE = 1.25;

  /** Weights are this power of the inverse error. */
  private static final double SHARPNESS = 4;

  /** Forecasts that go farther are judged by the means of days. */
  private static final int LONG = Hours.WEEK;

  static Backtest of(double[] values, Origins origins, List<Candidate> candidates) {
    double[][][] all =
        candidates.stream().map(each -> each.paths(values, origins)).toArray(double[][][]::new);
    TrackRecord record =
        new TrackRecord(values, origins, all, origins.reach() > LONG ? Hours.DAY : 1);
    double[][] combined = origins.paths();
    double[] weights = {};
    for (int origin = 0; origin < origins.count(); origin++) {
      weights = weights(record.losses(origin), candidates, all, origin, origins.last() == 0);
      for (int candidate = 0; candidate < all.length; candidate++) {
        add(combined[origin], all[candidate][origin], weights[candidate]);
      }
    }
    return new Backtest(values, origins, combined, byKind(candidates, weights));
  }

  /**
   * None for a candidate with nothing to say; the seasonal naive ones alone when none beats them.
   */
  private static double[] weights(
      double[] losses, List<Candidate> candidates, double[][][] all, int origin, boolean untried) {
    int best = -1;
    for (int i = 0; i < losses.length; i++) {
      if (Arrays.stream(all[i][origin]).anyMatch(value -> !Double.isFinite(value))) {
        losses[i] = Double.POSITIVE_INFINITY;
      } else if (best < 0 || losses[i] < losses[best]) {
        best = i;
      }
    }
    double[] weights = new double[losses.length];
    if (best < 0) {
      return weights;
    }
    boolean naive = untried || candidates.get(best).kind() == ModelKind.SEASONAL_NAIVE;
    for (int i = 0; i < losses.length; i++) {
      boolean heard = losses[i] <= TOLERANCE * losses[best];
      boolean allowed = !naive || candidates.get(i).kind() == ModelKind.SEASONAL_NAIVE;
      weights[i] = heard && allowed ? weight(losses[best], losses[i]) : 0;
    }
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  private static double weight(double best, double loss) {
    return loss == best ? 1 : Math.pow(best / loss, SHARPNESS);
  }

  private static void add(double[] sum, double[] path, double weight) {
    for (int ahead = 0; weight > 0 && ahead < sum.length; ahead++) {
      sum[ahead] += weight * path[ahead];
    }
  }

  private static Map<ModelKind, Double> byKind(List<Candidate> candidates, double[] weights) {
    Map<ModelKind, Double> sums = new EnumMap<>(ModelKind.class);
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        sums.merge(candidates.get(i).kind(), weights[i], Double::sum);
      }
    }
    return Map.copyOf(sums);
  }

  /**
   * The first origin whose errors tell anything: at the first of all nothing is known of the
   * candidates, so that it counts only when it is the only one.
   */
  int first() {
    return origins.last() > 1 ? 1 : 0;
  }

  /** The combined forecast of the end of the series. */
  double[] path() {
    return paths[origins.last()];
  }
}
