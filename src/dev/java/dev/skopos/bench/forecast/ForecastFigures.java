// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench.forecast;

import dev.skopos.forecast.model.Forecast;
import dev.skopos.forecast.model.Forecaster;
import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.forecast.model.Limit;
import dev.skopos.forecast.model.Request;
import dev.skopos.forecast.model.Resampling;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** The section of the report on forecasts. */
public final class ForecastFigures {

  /** The name to ask for it alone. */
  public static final String NAME = "forecast";

  private static final int SEEDS = 50;
  private static final int OTHERS = 150;
  private static final int HORIZON = 48;
  private static final Instant START = Instant.EPOCH;

  private final StringBuilder text = new StringBuilder();
  private final Optional<Path> m4;

  /** Takes the folder of the M4 series; without it that part is left out. */
  public ForecastFigures(Optional<Path> m4) {
    this.m4 = m4;
  }

  /** Measures all and gives Markdown. */
  public String section() throws IOException {
    text.append("## Forecasts\n\n");
    if (m4.isPresent()) {
      competition(M4.read(m4.get()));
    }
    text.append(
        "Synthetic families, %d seeds each: 84 days known, 60 days of truth. Errors of the date of exhaustion in days, and by how much dates are late on average; alarms are \"full within 7 days\", beside those of `predict_linear[6h]`:%n%n"
            .formatted(SEEDS));
    Calls calls = families(0, SEEDS);
    text.append("With %d other seeds:%n%n".formatted(OTHERS));
    calls.add(families(1000, OTHERS));
    calibration(calls.calibration());
    sampled();
    duration();
    return text.toString();
  }

  private void competition(List<M4> series) {
    M4Scores ours = new M4Scores();
    M4Scores naive = new M4Scores();
    M4Scores line = new M4Scores();
    Forecaster forecaster = new Forecaster(1);
    Request request = Request.of(Duration.ofHours(HORIZON));
    for (M4 each : series) {
      Forecast forecast =
          forecaster.forecast(HourlySeries.of(START, each.train()), request).orElseThrow();
      ours.add(each, forecast.expected().values(), ahead -> forecast.interval(ahead, 0.95));
      naive.add(each, naive(each.train()));
      line.add(each, PredictLinear.path(each.train(), 7 * 24, HORIZON));
    }
    text.append(
        "The %d hourly series of the M4 competition, %d hours ahead:%n%n"
            .formatted(series.size(), HORIZON));
    head("measure", "Skopos", "seasonal naive", "`predict_linear[1w]`", "must", "goal");
    row("MASE", number(ours.mase()), number(naive.mase()), number(line.mase()), "≤ 1.00", "0.95");
    row(
        "sMAPE",
        number(ours.smape()),
        number(naive.smape()),
        number(line.smape()),
        "≤ 10.5",
        "10.0");
    row("coverage of the 95 % interval", number(ours.coverage()), "", "", "0.93 to 0.97", "");
    row("MSIS of the 95 % interval", number(ours.msis()), "", "", "≤ 8.0", "7.5");
    text.append('\n');
  }

  private static double[] naive(double[] train) {
    double[] path = new double[HORIZON];
    Arrays.setAll(path, ahead -> train[train.length - 24 + ahead % 24]);
    return path;
  }

  private Calls families(int first, int seeds) {
    head(
        "family",
        "dates",
        "median",
        "p90",
        "late",
        "in p10 to p90",
        "full in 7 d",
        "precision",
        "recall",
        "false alarms",
        "by line");
    Calls all = new Calls();
    for (Family family : Family.values()) {
      Calls calls = new Calls();
      for (int seed = first; seed < first + seeds; seed++) {
        calls.add(Scenario.of(family, seed));
      }
      all.add(calls);
      row(family.name().toLowerCase(Locale.ROOT), calls);
    }
    row("all", all);
    row("must", "", "≤ 1.5", "≤ 4", "", "", "", "≥ 0.90", "≥ 0.95", "≤ 5 % of the line's", "");
    text.append('\n');
    return all;
  }

  private void calibration(Calibration known) {
    text.append(
        "The probability of \"full within 7 days\" over all these seeds, and how often it came true. Of %d, %d were said with more than a tenth and less than nine tenths:%n%n"
            .formatted(known.between(0, 10), known.between(1, 9)));
    head("said", "series", "mean", "came true");
    IntStream.range(0, 10).forEach(index -> row(known.cells(index)));
    text.append('\n');
  }

  private void sampled() {
    text.append(
        "The sawtooth with a sample each 5 minutes, its hours made in each way, %d seeds each. Days that dates are late:%n%n"
            .formatted(SEEDS));
    head("hours", "mean", "median error", "p90");
    for (Resampling resampling : Resampling.values()) {
      double[] late = new SampledTeeth(resampling).allLate(SEEDS);
      double[] errors = Arrays.stream(late).map(Math::abs).sorted().toArray();
      row(
          resampling.name().toLowerCase(Locale.ROOT),
          number(Arrays.stream(late).average().orElse(Double.NaN)),
          number(errors[errors.length / 2]),
          number(errors[errors.length * 9 / 10]));
    }
    text.append('\n');
  }

  private void row(String name, Calls calls) {
    row(
        name,
        String.valueOf(calls.dates()),
        number(calls.error(0.5)),
        number(calls.error(0.9)),
        number(calls.bias()),
        number(calls.coverage()),
        String.valueOf(calls.soon()),
        number(calls.precision()),
        number(calls.recall()),
        String.valueOf(calls.falseAlarms()),
        String.valueOf(calls.falseAlarmsByLine()));
  }

  /** After the families, so that the code is warm. */
  private void duration() {
    Forecaster forecaster = new Forecaster(1);
    Request request = Request.of(Duration.ofDays(30), new Limit.Constant(1e9));
    int count = 0;
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    for (Family family : Family.values()) {
      for (int seed = 0; seed < 20; seed++, count++) {
        double[] values = Scenario.of(family, seed).usage().values();
        forecaster.forecast(HourlySeries.of(START, Arrays.copyOf(values, 28 * 24)), request);
      }
    }
    double each = (threads.getCurrentThreadCpuTime() - begin) / 1e6 / count;
    text.append(
        "28 days of hours, 30 days ahead, with all backtests: %.1f ms of CPU a series (must: ≤ 40).%n"
            .formatted(each));
  }

  private void head(String... cells) {
    row(cells);
    row(Arrays.stream(cells).map(_ -> "---").toArray(String[]::new));
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
  }
}
