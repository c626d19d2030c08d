// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.model.Series;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The newest value of a usage.
 *
 * @param usage NaN: there never was one
 * @param time when it was there; null: never
 */
record Present(double usage, @Nullable Instant time) {

  /**
   * What there is now, else the newest hour that is known. Of several series the largest counts, as
   * it does in the history: for some minutes after a rollout there are those of the old and the new
   * pod.
   */
  static Present of(List<Series> newest, HourlySeries history, Instant now) {
    OptionalDouble live =
        newest.stream()
            .mapToDouble(series -> series.values()[series.length() - 1])
            .filter(Double::isFinite)
            .max();
    if (live.isPresent()) {
      return new Present(live.getAsDouble(), now);
    }
    int hour = history.size() - 1;
    while (hour >= 0 && Double.isNaN(history.at(hour))) {
      hour--;
    }
    return hour < 0
        ? new Present(Double.NaN, null)
        : new Present(history.at(hour), history.time(hour + 1));
  }
}
