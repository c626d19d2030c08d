// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

/** Says that the newest period comes again; where an hour is missing, the period before counts. */
record SeasonalNaive(int period) implements Candidate {

  @Override
  public ModelKind kind() {
    return ModelKind.SEASONAL_NAIVE;
  }

  @Override
  public double[][] paths(double[] values, Origins origins) {
    double[][] paths = origins.paths();
    for (int i = 0; i < paths.length; i++) {
      for (int ahead = 0; ahead < paths[i].length; ahead++) {
        paths[i][ahead] =
            ahead < period
                ? newest(values, origins.at()[i] - period + ahead)
                : paths[i][ahead - period];
      }
    }
    return paths;
  }

  private double newest(double[] values, int hour) {
    for (int same = hour; same >= 0; same -= period) {
      if (Double.isFinite(values[same])) {
        return values[same];
      }
    }
    return Double.NaN;
  }
}
