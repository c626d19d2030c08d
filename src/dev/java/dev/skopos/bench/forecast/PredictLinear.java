// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench.forecast;

import dev.skopos.forecast.model.HourlySeries;
import java.util.Arrays;

/** PromQL's {@code predict_linear}: least squares through the newest values. */
final class PredictLinear {

  private PredictLinear() {}

  /** What it says for the hours after the end, from as many known hours before it. */
  static double[] path(double[] values, int window, int horizon) {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (int hour = Math.max(0, values.length - window); hour < values.length; hour++) {
      double time = hour - values.length + 1.0;
      if (Double.isFinite(values[hour])) {
        n++;
        x += time;
        y += values[hour];
        xx += time * time;
        xy += time * values[hour];
      }
    }
    double slope = (n * xy - x * y) / (n * xx - x * x);
    double level = (y - slope * x) / n;
    double[] path = new double[horizon];
    Arrays.setAll(path, ahead -> level + slope * (ahead + 1));
    return path;
  }

  static boolean reaches(Scenario scenario, int window, int horizon) {
    HourlySeries usage = scenario.usage();
    double end = path(usage.values(), window, horizon)[horizon - 1];
    return end >= scenario.limit().at(usage.end());
  }
}
