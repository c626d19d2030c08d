// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.calendar.CalendarPeriods;
import dev.skopos.calendar.Span;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.model.Exhaustion;
import dev.skopos.forecast.model.Forecast;
import dev.skopos.forecast.model.Forecaster;
import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.forecast.model.Interval;
import dev.skopos.forecast.model.Limit;
import dev.skopos.forecast.model.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the models how a resource goes on. Thread-safe; needs a core for some tens of ms. */
final class Outlooks {

  /** What statuses, series and risks look ahead at least. */
  private static final Duration SHORTEST = Duration.ofDays(30);

  /** More points no chart shows. */
  private static final int MOST_POINTS = 480;

  private static final double BAND = 0.8;

  /** The same numbers for the same history. */
  private final Forecaster forecaster = new Forecaster(1);

  /** How far ahead has to be looked. */
  static Duration horizon(CapacityDefinition definition) {
    Duration longest = definition.horizon();
    for (Duration other : List.of(SHORTEST, definition.risk().longest())) {
      longest = longest.compareTo(other) >= 0 ? longest : other;
    }
    return longest;
  }

  /** Empty when too little is known. */
  Optional<Outlook> of(
      CapacityResource resource, HourlySeries usage, Limit limit, Duration horizon) {
    Request request =
        new Request(
            horizon,
            Optional.of(limit),
            Optional.ofNullable(resource.resetPeriod()),
            resets(resource.resetCalendar(), usage.start(), usage.end().plus(horizon)),
            resource.aggregation().resampling());
    return forecaster.forecast(usage, request).map(forecast -> outlook(usage, forecast));
  }

  private static List<Instant> resets(
      @Nullable CalendarPeriods periods, Instant from, Instant until) {
    List<Instant> resets = new ArrayList<>();
    if (periods != null) {
      Span period = periods.containing(from);
      while (period.begin().isBefore(until)) {
        resets.add(period.begin());
        period = periods.next(period);
      }
    }
    return resets;
  }

  private static Outlook outlook(HourlySeries usage, Forecast forecast) {
    HourlySeries expected = forecast.expected();
    int step = Math.max(1, Math.ceilDiv(expected.size(), MOST_POINTS));
    List<Outlook.Expected> path = new ArrayList<>();
    for (int hour = 0; hour < expected.size(); hour += step) {
      Interval band = forecast.interval(hour, BAND);
      path.add(
          new Outlook.Expected(expected.time(hour), band.low(), expected.at(hour), band.high()));
    }
    return new Outlook(
        usage.end(),
        path,
        forecast.growth(),
        forecast.exhaustion().orElse(Exhaustion.NEVER),
        forecast.model());
  }
}
