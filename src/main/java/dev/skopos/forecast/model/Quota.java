// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Usage that adds up and starts at zero again with each period: what is used in an hour is forecast
 * with its trend and week, and added up from the newest value.
 *
 * @param given the period in hours; empty: found from when usage started again, if that is regular
 * @param known the hours in which usage starts again, past and to come; none: they are regular
 */
record Quota(OptionalInt given, Set<Integer> known) implements Candidate {

  /** What is left after a reset, as a share of what was used before it, at most. */
  private static final double LEFT = 0.15;

  /** Resets that make a period. */
  private static final int FEWEST = 3;

  @Override
  public ModelKind kind() {
    return ModelKind.QUOTA;
  }

  @Override
  public double[][] paths(double[] values, Origins origins) {
    double[][] paths = origins.paths();
    if (!describes(values)) {
      for (double[] path : paths) {
        Arrays.fill(path, Double.NaN);
      }
      return paths;
    }
    double[][] rates = new RobustTrend().paths(increments(values), origins);
    for (int i = 0; i < paths.length; i++) {
      int origin = origins.at()[i];
      if (!known.isEmpty()) {
        fillKnown(paths[i], rates[i], values, origin);
        continue;
      }
      List<Integer> resets = resets(values, origin);
      OptionalInt period = period(resets);
      if (period.isPresent() && !resets.isEmpty()) {
        fill(
            paths[i],
            rates[i],
            newest(values, origin),
            origin - resets.getLast(),
            period.getAsInt());
      } else {
        Arrays.fill(paths[i], Double.NaN);
      }
    }
    return paths;
  }

  /** Whether a series starts again with a period. */
  boolean describes(double[] values) {
    if (!known.isEmpty()) {
      return true;
    }
    List<Integer> resets = resets(values, values.length);
    return !resets.isEmpty() && period(resets).isPresent();
  }

  private OptionalInt period(List<Integer> resets) {
    if (given.isPresent() || resets.size() < FEWEST) {
      return given;
    }
    double[] gaps =
        IntStream.range(1, resets.size())
            .mapToDouble(i -> (double) resets.get(i) - resets.get(i - 1))
            .toArray();
    double median = Statistics.median(gaps);
    boolean regular = Arrays.stream(gaps).allMatch(gap -> Math.abs(gap - median) <= 1);
    return regular ? OptionalInt.of((int) Math.rint(median)) : OptionalInt.empty();
  }

  /** Hours before an origin with little usage after much. */
  private static List<Integer> resets(double[] values, int origin) {
    List<Integer> resets = new ArrayList<>();
    double before = Double.NaN;
    for (int hour = 0; hour < origin; hour++) {
      if (Double.isFinite(values[hour])) {
        if (values[hour] < LEFT * before) {
          resets.add(hour);
        }
        before = values[hour];
      }
    }
    return resets;
  }

  /** What was used in each hour; after a gap the hours share it. */
  private static double[] increments(double[] values) {
    double[] increments = new double[values.length];
    Arrays.fill(increments, Double.NaN);
    int before = -1;
    for (int hour = 0; hour < values.length; hour++) {
      if (!Double.isFinite(values[hour])) {
        continue;
      }
      if (before >= 0) {
        boolean reset = values[hour] < values[before];
        double used = values[hour] - (reset ? 0 : values[before]);
        Arrays.fill(increments, before + 1, hour + 1, used / (hour - before));
      }
      before = hour;
    }
    return increments;
  }

  private static double newest(double[] values, int origin) {
    for (int hour = origin - 1; hour >= 0; hour--) {
      if (Double.isFinite(values[hour])) {
        return values[hour];
      }
    }
    return Double.NaN;
  }

  private void fillKnown(double[] path, double[] rates, double[] values, int origin) {
    double used = 0;
    for (int hour = 0; hour < origin; hour++) {
      used = Double.isFinite(values[hour]) ? values[hour] : known.contains(hour) ? 0 : used;
    }
    for (int ahead = 0; ahead < path.length; ahead++) {
      used = known.contains(origin + ahead) ? 0 : used;
      used += rates[ahead] > 0 ? rates[ahead] : 0;
      path[ahead] = used;
    }
  }

  private static void fill(double[] path, double[] rates, double now, int sinceReset, int period) {
    double used = sinceReset >= period ? 0 : now;
    for (int ahead = 0; ahead < path.length; ahead++) {
      used = (sinceReset + ahead) % period == 0 ? 0 : used;
      used += Math.max(rates[ahead], 0);
      path[ahead] = used;
    }
  }
}
