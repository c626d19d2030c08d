// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;

/** A trend through the levels of days (Theil, Sen) with the profile of a week upon it. */
record RobustTrend() implements Candidate {

  @Override
  public ModelKind kind() {
    return ModelKind.ROBUST_TREND;
  }

  @Override
  public double[][] paths(double[] values, Origins origins) {
    double[][] paths = origins.paths();
    for (int i = 0; i < paths.length; i++) {
      fill(paths[i], values, origins.at()[i]);
    }
    return paths;
  }

  private static void fill(double[] path, double[] values, int origin) {
    Profile profile = Profile.of(values, origin);
    DailyLevels levels = DailyLevels.of(values, origin, profile);
    if (levels.size() < 2) {
      Arrays.fill(path, Double.NaN);
      return;
    }
    Trend trend = Trend.of(levels.times(), levels.values());
    for (int ahead = 0; ahead < path.length; ahead++) {
      path[ahead] = profile.add(trend.value((ahead + 0.5) / Hours.DAY), origin + ahead);
    }
  }
}
