// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.forecast.model.Forecast;
import dev.skopos.forecast.model.Forecaster;
import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.forecast.model.LevelChange;
import java.time.Duration;
import java.util.Arrays;

/** What the past of one series says. */
sealed interface Knowledge {

  /** How it goes on when nothing happens. */
  record Usual(Forecast forecast) implements Knowledge {}

  /** How its level moved. */
  record Moved(LevelChange change) implements Knowledge {}

  /** Too little to judge by. */
  record TooShort() implements Knowledge {}

  /** Learns from the values at the full hours. */
  static Knowledge of(HourlySeries past, Judgement judgement, Forecaster forecaster) {
    long fewest = judgement.fewest().toHours();
    if (past.size() < fewest || past.known() < fewest / 2) {
      return new TooShort();
    }
    return switch (judgement) {
      case Judgement.Anomaly anomaly ->
          // The newest hour is the begin of the present one, and values are judged in between.
          forecaster
              .nextDay(withoutNewest(past))
              .filter(forecast -> forecast.smallestChance() < anomaly.significance())
              .<Knowledge>map(Usual::new)
              .orElseGet(TooShort::new);
      case Judgement.Trend(Duration over, _, _) ->
          LevelChange.of(past, over).<Knowledge>map(Moved::new).orElseGet(TooShort::new);
    };
  }

  private static HourlySeries withoutNewest(HourlySeries past) {
    return HourlySeries.of(past.start(), Arrays.copyOf(past.values(), past.size() - 1));
  }
}
