// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Forecasts hourly series. Several models are tried on the past of the series; those that did best
 * are heard, and the errors of these trials make the intervals. Nothing is learned across series.
 * The same input gives the same output. Immutable and thread-safe.
 */
public final class Forecaster {

  /** Known hours without which nothing is said. */
  public static final int FEWEST_HOURS = 24;

  /** Hours after a break that models get to see it before they are judged. */
  private static final int SETTLED = Hours.WEEK;

  /** Horizons from which on only the time after a break counts. */
  private static final int LONG = Hours.WEEK;

  /** Half a year: older hours cost time and say little. */
  private static final int NEWEST = 26 * Hours.WEEK;

  private static final Request DAY = Request.of(Duration.ofDays(1));

  private final long seed;

  /** Takes the seed of the bootstrap. */
  public Forecaster(long seed) {
    this.seed = seed;
  }

  /**
   * Forecasts from the end of the series; empty with fewer than {@link #FEWEST_HOURS} known hours.
   * Whether there is enough to rely on it is left to the caller: see {@link Forecast#known()}.
   */
  public Optional<Forecast> forecast(HourlySeries usage, Request request) {
    return forecast(usage, request, regime -> origins(regime, request));
  }

  /**
   * Forecasts a day from the end of the series to judge values as they come: of a short series too
   * there are as many past forecasts, from origins closer to each other, so that small chances can
   * be told.
   */
  public Optional<Forecast> nextDay(HourlySeries values) {
    return forecast(values, DAY, regime -> Origins.close(regime.size(), DAY.hours()));
  }

  private Optional<Forecast> forecast(
      HourlySeries usage, Request request, Function<Regime, Origins> origins) {
    double[] all = usage.values();
    double[] values = Arrays.copyOfRange(all, Math.max(0, all.length - NEWEST), all.length);
    if (Arrays.stream(values).filter(Double::isFinite).count() < FEWEST_HOURS) {
      return Optional.empty();
    }
    double[] clean = OutlierFilter.clean(values);
    Regime regime = Regime.of(clean, request.resampling());
    Quota quota =
        new Quota(
            hours(request.reset()),
            hours(request.resets(), usage.time(all.length - values.length)));
    Origins tried = origins.apply(regime);
    Backtest backtest = Backtest.of(clean, tried, candidates(quota, tried, request.resampling()));
    Residuals residuals = Residuals.of(values, backtest);
    boolean positive = Arrays.stream(values).noneMatch(value -> value < 0);
    HourlySeries expected = HourlySeries.of(usage.end(), expected(backtest.path(), positive));
    Optional<Exhaustion> exhaustion =
        request
            .limit()
            .map(limit -> new ExhaustionDates(limit, usage.end(), seed))
            .map(dates -> dates.of(level(clean, expected, regime, quota), regime.drift(backtest)));
    return Optional.of(
        new Forecast(
            expected,
            residuals,
            values.length,
            positive,
            new Forecast.Findings(
                regime.growth(),
                exhaustion,
                ModelReports.of(usage, regime, backtest, residuals),
                Duration.ofHours(usage.known()))));
  }

  private static OptionalInt hours(Optional<Duration> period) {
    return period.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of((int) period.get().plusMinutes(30).toHours());
  }

  /** The hour that each instant lies in, counted from the start. */
  private static Set<Integer> hours(List<Instant> instants, Instant start) {
    return instants.stream()
        .map(instant -> (int) Math.floorDiv(Duration.between(start, instant).toSeconds(), 3600))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** For a long horizon only trials after the newest break tell what comes. */
  private static Origins origins(Regime regime, Request request) {
    int horizon = request.hours();
    int since = horizon > LONG && regime.since() > 0 ? regime.since() + SETTLED : 0;
    return Origins.of(regime.size(), horizon, since);
  }

  /** Where somebody says when usage starts again, nothing else comes into question. */
  private static List<Candidate> candidates(Quota quota, Origins origins, Resampling resampling) {
    if (!quota.known().isEmpty() && origins.last() > 0) {
      return List.of(quota);
    }
    return List.of(
        new SeasonalNaive(1),
        new SeasonalNaive(Hours.DAY),
        new SeasonalNaive(Hours.WEEK),
        new DoubleSeasonal(false, false),
        new DoubleSeasonal(false, true),
        new DoubleSeasonal(true, false),
        new DoubleSeasonal(true, true),
        new RobustTrend(),
        new Sawtooth(resampling),
        quota);
  }

  /** What was never negative stays so. */
  private static double[] expected(double[] path, boolean positive) {
    return positive ? Arrays.stream(path).map(value -> Math.max(value, 0)).toArray() : path;
  }

  /** What is held against the limit: the peaks of a sawtooth, since it drops before it is full. */
  private static double[] level(double[] clean, HourlySeries expected, Regime regime, Quota quota) {
    int horizon = expected.size();
    if (quota.describes(clean)) {
      return quota.paths(clean, Origins.end(clean.length, horizon))[0];
    }
    return regime.peaks(horizon).orElseGet(expected::values);
  }
}
