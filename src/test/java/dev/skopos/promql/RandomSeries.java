// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Series as targets make them, from a seed: counters with resets, gauges, classic and native
 * histograms; with gaps, stale markers, jitter and special values.
 */
final class RandomSeries {

  static final int STEPS = 160;
  static final long STEP = 15_000;
  private static final double[] BOUNDS = {0.1, 0.5, 1, 2.5};

  private final Random random;
  private final long begin;
  private final List<Series> made = new ArrayList<>();

  private RandomSeries(long seed, long begin) {
    this.random = new Random(seed);
    this.begin = begin;
  }

  /** All of them; the first samples lie at that time, in milliseconds. */
  static List<Series> make(long seed, long begin) {
    RandomSeries series = new RandomSeries(seed, begin);
    for (String job : List.of("api", "web")) {
      for (String instance : List.of("a:80", "b:80")) {
        series.instance(job, instance);
      }
      series.classic(job);
      series.add(labels("sizes", job), series.histograms(ResetHint.UNKNOWN, true));
      series.add(labels("mixed", job), series.mixed());
    }
    return series.made;
  }

  private static Labels labels(String name, String job, String... more) {
    Labels.Builder labels = Labels.of("__name__", name, "job", job).toBuilder();
    for (int i = 0; i < more.length; i += 2) {
      labels.set(more[i], more[i + 1]);
    }
    return labels.build();
  }

  private void instance(String job, String instance) {
    for (String code : List.of("200", "404", "500")) {
      add(labels("requests_total", job, "instance", instance, "code", code), counter());
    }
    add(labels("temperature", job, "instance", instance), gauge(true));
    add(labels("memory_bytes", job, "instance", instance), gauge(false));
    add(labels("rpc_seconds", job, "instance", instance), histograms(ResetHint.UNKNOWN, false));
    add(labels("load", job, "instance", instance), histograms(ResetHint.GAUGE, false));
    String version = random.nextBoolean() ? "1" : "2";
    add(
        labels("target_info", job, "instance", instance, "version", version),
        _ -> SeriesDescription.Item.of(1));
  }

  private void classic(String job) {
    double[] counts = new double[BOUNDS.length + 1];
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      for (int from = 0; from < counts.length; from++) {
        int more = random.nextInt(4);
        for (int at = from; at < counts.length; at++) {
          counts[at] += more;
        }
      }
      rows.add(counts.clone());
    }
    for (int b = 0; b <= BOUNDS.length; b++) {
      int bucket = b;
      String bound = b < BOUNDS.length ? String.valueOf(BOUNDS[b]) : "+Inf";
      add(
          labels("latency_seconds_bucket", job, "le", bound),
          i -> SeriesDescription.Item.of(rows.get(i)[bucket]));
    }
  }

  private IntFunction<SeriesDescription.Item> counter() {
    double[] value = {random.nextInt(100)};
    return _ -> {
      value[0] = random.nextInt(40) == 0 ? random.nextInt(5) : value[0] + random.nextInt(20);
      return SeriesDescription.Item.of(value[0]);
    };
  }

  private IntFunction<SeriesDescription.Item> gauge(boolean special) {
    double[] value = {random.nextGaussian() * 100};
    return _ -> {
      value[0] += random.nextGaussian() * 10;
      double told =
          switch (special ? random.nextInt(60) : 9) {
            case 0 -> Double.NaN;
            case 1 -> Double.POSITIVE_INFINITY;
            case 2 -> Double.NEGATIVE_INFINITY;
            case 3 -> 0;
            default -> value[0];
          };
      return SeriesDescription.Item.of(told);
    };
  }

  private IntFunction<SeriesDescription.Item> histograms(ResetHint hint, boolean custom) {
    double[] counts = new double[5];
    int[] schema = {random.nextInt(3)};
    return _ -> {
      if (random.nextInt(50) == 0) {
        counts[random.nextInt(counts.length)] = 0;
      }
      if (random.nextInt(50) == 0) {
        schema[0] = random.nextInt(4);
      }
      for (int b = 0; b < counts.length; b++) {
        counts[b] += random.nextInt(3);
      }
      Histogram made = custom ? custom(counts) : exponential(hint, schema[0], counts);
      return new SeriesDescription.Item(false, 0, made, false);
    };
  }

  private static Histogram custom(double[] counts) {
    double count = total(counts);
    return Histogram.custom(ResetHint.UNKNOWN, count, count * 0.7, BOUNDS, filled(counts, 0, 5, 0));
  }

  private static Histogram exponential(ResetHint hint, int schema, double[] counts) {
    double count = total(counts);
    return Histogram.exponential(
        hint,
        schema,
        0.001,
        counts[0],
        count,
        count * 1.3,
        filled(counts, 1, 4, 1),
        filled(counts, 4, 5, -1));
  }

  private static double total(double[] counts) {
    double total = 0;
    for (double count : counts) {
      total += count;
    }
    return total;
  }

  private static Buckets filled(double[] counts, int from, int to, int first) {
    int size = 0;
    int[] indexes = new int[to - from];
    double[] values = new double[to - from];
    for (int i = from; i < to; i++) {
      if (counts[i] > 0) {
        indexes[size] = first + 2 * (i - from) - (first == 0 ? i - from : 0);
        values[size++] = counts[i];
      }
    }
    return new Buckets(
        java.util.Arrays.copyOf(indexes, size), java.util.Arrays.copyOf(values, size));
  }

  private IntFunction<SeriesDescription.Item> mixed() {
    IntFunction<SeriesDescription.Item> numbers = counter();
    IntFunction<SeriesDescription.Item> histograms = histograms(ResetHint.UNKNOWN, false);
    return i -> i / 20 % 2 == 0 ? numbers.apply(i) : histograms.apply(i);
  }

  private void add(Labels labels, IntFunction<SeriesDescription.Item> samples) {
    long jitter = random.nextInt(3) == 0 ? random.nextInt(14_000) : 0;
    long[] timestamps = new long[STEPS];
    double[] values = new double[STEPS];
    @Nullable Histogram[] histograms = new Histogram[STEPS];
    int size = 0;
    int silent = 0;
    for (int i = 0; i < STEPS; i++) {
      SeriesDescription.Item item = samples.apply(i);
      if (silent-- > 0) {
        continue;
      }
      timestamps[size] = begin + i * STEP + jitter;
      values[size] = item.number();
      histograms[size] = item.histogram();
      if (random.nextInt(50) == 0) {
        silent = random.nextInt(30);
        if (random.nextBoolean()) {
          values[size] = Sample.STALE;
          histograms[size] = null;
        }
      }
      size++;
    }
    made.add(
        new Series(
            labels,
            java.util.Arrays.copyOf(timestamps, size),
            java.util.Arrays.copyOf(values, size),
            java.util.Arrays.copyOf(histograms, size)));
  }
}
