// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Goes on filling and dropping; the peaks follow the trend of those before. */
record Sawtooth(Resampling resampling) implements Candidate {

  @Override
  public ModelKind kind() {
    return ModelKind.SAWTOOTH;
  }

  @Override
  public double[][] paths(double[] values, Origins origins) {
    double[][] paths = origins.paths();
    for (int i = 0; i < paths.length; i++) {
      int origin = origins.at()[i];
      Optional<Teeth> teeth = Teeth.of(values, origin, resampling);
      if (teeth.isPresent()) {
        fill(paths[i], teeth.get(), origin);
      } else {
        Arrays.fill(paths[i], Double.NaN);
      }
    }
    return paths;
  }

  private static void fill(double[] path, Teeth teeth, int origin) {
    Trend envelope = teeth.envelope(origin);
    int[] ends = teeth.ends();
    double period =
        Statistics.median(
            IntStream.range(1, ends.length).mapToDouble(i -> ends[i] - ends[i - 1]).toArray());
    double left =
        Statistics.median(
            IntStream.range(0, ends.length)
                .mapToDouble(i -> teeth.troughs()[i] / teeth.peaks()[i])
                .toArray());
    for (int ahead = 0; ahead < path.length; ahead++) {
      double hour = origin + ahead - ends[ends.length - 1];
      double full = hour / period - Math.floor(hour / period);
      double peak = envelope.value((ahead + (1 - full) * period) / Hours.DAY);
      path[ahead] = peak * (left + (1 - left) * full);
    }
  }
}
