// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is asked of a forecast.
 *
 * @param horizon how far it goes: from an hour to 400 days, rounded up to hours
 * @param limit what usage may reach; empty: no date of exhaustion is given
 * @param reset the period after which usage starts at zero again, as that of a quota, rounded to
 *     hours; empty: usage is no quota, or its period is found from the values
 * @param resets instants at which usage starts at zero again, as the first of each month, in
 *     ascending order over the series and the horizon; empty: they are not known as such
 * @param resampling how hours came from samples; {@link Resampling#LAST} also for values that were
 *     read once an hour
 */
public record Request(
    Duration horizon,
    Optional<Limit> limit,
    Optional<Duration> reset,
    List<Instant> resets,
    Resampling resampling) {

  private static final Duration LONGEST = Duration.ofDays(400);

  /** Checks the ranges. */
  public Request {
    Objects.requireNonNull(limit, "limit");
    Objects.requireNonNull(resampling, "resampling");
    resets = List.copyOf(resets);
    check("horizon", horizon);
    reset.ifPresent(period -> check("reset", period));
  }

  /** Without instants of resets, of values that were read once an hour. */
  public Request(Duration horizon, Optional<Limit> limit, Optional<Duration> reset) {
    this(horizon, limit, reset, List.of(), Resampling.LAST);
  }

  /** For a limit that usage may reach. */
  public static Request of(Duration horizon, Limit limit) {
    return new Request(horizon, Optional.of(limit), Optional.empty());
  }

  /** For values and intervals alone. */
  public static Request of(Duration horizon) {
    return new Request(horizon, Optional.empty(), Optional.empty());
  }

  private static void check(String field, Duration value) {
    if (value.compareTo(Duration.ofHours(1)) < 0 || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "%s is %s, it must be from an hour to %d days".formatted(field, value, LONGEST.toDays()));
    }
  }

  int hours() {
    return (int) horizon.plusMinutes(59).toHours();
  }
}
