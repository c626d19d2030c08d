// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench.forecast;

import dev.skopos.forecast.model.Crossing;
import dev.skopos.forecast.model.Exhaustion;
import dev.skopos.forecast.model.Forecast;
import dev.skopos.forecast.model.Forecaster;
import dev.skopos.forecast.model.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** What was said about scenarios, against their truth. */
public final class Calls {

  private static final int WEEK = 7 * 24;

  /** The error of one that crosses within 30 days and is said never to. */
  private static final double MISSED = 30;

  /** "Full within 7 days" is called when that is more likely than not. */
  private static final double CALLED = 0.5;

  private final List<Double> errors = new ArrayList<>();
  private final List<Double> late = new ArrayList<>();
  private final Calibration calibration = new Calibration();
  private int crossings;
  private int inside;
  private int right;
  private int wrong;
  private int missed;
  private int wrongByLine;

  /** Forecasts a scenario and notes what came of it. */
  public void add(Scenario scenario) {
    Forecast forecast =
        new Forecaster(1)
            .forecast(
                scenario.usage(), Request.of(Duration.ofHours(Scenario.FUTURE), scenario.limit()))
            .orElseThrow();
    Exhaustion exhaustion = forecast.exhaustion().orElseThrow();
    error(scenario, exhaustion.p50()).ifPresent(errors::add);
    if (scenario.crossing().isPresent()) {
      double truth = scenario.crossing().getAsInt();
      crossings++;
      boolean early = truth < hours(scenario, exhaustion.p10());
      inside += !early && truth <= hours(scenario, exhaustion.p90()) ? 1 : 0;
    }
    late(scenario, exhaustion.p50());
    boolean soon = scenario.crossing().orElse(WEEK) < WEEK;
    calibration.add(exhaustion.probability7d(), soon);
    boolean called = exhaustion.probability7d() >= CALLED;
    right += soon && called ? 1 : 0;
    wrong += !soon && called ? 1 : 0;
    missed += soon && !called ? 1 : 0;
    wrongByLine += !soon && PredictLinear.reaches(scenario, 6, WEEK) ? 1 : 0;
  }

  private static double hours(Scenario scenario, Crossing said) {
    return switch (said) {
      case Crossing.At(var time) -> Duration.between(scenario.usage().end(), time).toHours();
      case Crossing.Never _ -> Double.POSITIVE_INFINITY;
    };
  }

  /** In days; empty for one that never crosses, or does after 30 days and was said not to. */
  private static OptionalDouble error(Scenario scenario, Crossing said) {
    if (scenario.crossing().isEmpty()) {
      return OptionalDouble.empty();
    }
    double truth = scenario.crossing().getAsInt() / 24.0;
    return switch (said) {
      case Crossing.At(var time) -> {
        Duration after = Duration.between(scenario.usage().end(), time);
        yield OptionalDouble.of(Math.abs(after.toHours() / 24.0 - truth));
      }
      case Crossing.Never _ -> truth <= MISSED ? OptionalDouble.of(MISSED) : OptionalDouble.empty();
    };
  }

  private void late(Scenario scenario, Crossing said) {
    double hours = hours(scenario, said);
    if (scenario.crossing().isPresent() && Double.isFinite(hours)) {
      late.add((hours - scenario.crossing().getAsInt()) / 24);
    }
  }

  /** Adds those of another family. */
  public void add(Calls other) {
    errors.addAll(other.errors);
    late.addAll(other.late);
    calibration.add(other.calibration);
    crossings += other.crossings;
    inside += other.inside;
    right += other.right;
    wrong += other.wrong;
    missed += other.missed;
    wrongByLine += other.wrongByLine;
  }

  /** The dates that were judged. */
  public int dates() {
    return errors.size();
  }

  /** A quantile of the errors of dates, in days; NaN without any. */
  public double error(double share) {
    double[] sorted = errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(Math.ceil(share * sorted.length) - 1, sorted.length - 1)];
  }

  /** By how many days dates are late on average; below 0: early; NaN without any. */
  public double bias() {
    return late.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** What "full within 7 days" was said with, and whether it came. */
  Calibration calibration() {
    return calibration;
  }

  /** Of the dates that are known, the share from p10 to p90; NaN without any. */
  public double coverage() {
    return (double) inside / (crossings == 0 ? Double.NaN : crossings);
  }

  /** Of those that were said to be full within 7 days, the share that was; 1 without any. */
  public double precision() {
    return right + wrong == 0 ? 1 : (double) right / (right + wrong);
  }

  /** Of those that were full within 7 days, the share that was said to be; 1 without any. */
  public double recall() {
    return right + missed == 0 ? 1 : (double) right / (right + missed);
  }

  /** Those that were full within 7 days. */
  public int soon() {
    return right + missed;
  }

  /** Said to be full within 7 days and was not. */
  public int falseAlarms() {
    return wrong;
  }

  /** The same by {@code predict_linear} over 6 hours. */
  public int falseAlarmsByLine() {
    return wrongByLine;
  }

  @Override
  public String toString() {
    return "errors %s right %d wrong %d missed %d"
        .formatted(Arrays.toString(errors.toArray()), right, wrong, missed);
  }
}
