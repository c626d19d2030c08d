// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Thresholds that the distribution of the values suggests: its high quantiles, distances from the
 * median that single values do not move, what the series have in common, and round numbers beyond
 * each. All in the direction of the alert: where low values alert, everything is mirrored.
 */
final class Baselines {

  /** Enough for the quantile 0.9999; of more values every n-th is looked at. */
  private static final int MOST_POOLED = 1_000_000;

  private static final double[] QUANTILES = {0.9, 0.95, 0.99, 0.999, 0.9999};
  private static final int[] DEVIATIONS = {4, 6, 10};

  private final int direction;
  private final double[] pooled;
  private final double[] tops;
  private final double[] peaks;
  private final double median;
  private final double deviation;

  private Baselines(int direction, double[] pooled, double[] tops, double[] peaks) {
    this.direction = direction;
    this.pooled = pooled;
    this.tops = tops;
    this.peaks = peaks;
    this.median = quantile(pooled, 0.5);
    this.deviation = deviation(pooled, median);
  }

  /**
   * Looks at the values.
   *
   * @param direction 1: high values alert; -1: low ones do
   */
  static Baselines of(History history, int direction) {
    List<double[]> series = new ArrayList<>();
    long size = 0;
    double[] tops = new double[history.series()];
    double[] peaks = new double[history.series()];
    for (History.Course course : history.courses()) {
      double[] values = course.finite();
      if (values.length > 0) {
        sortInDirection(values, direction);
        tops[series.size()] = quantile(values, 0.99);
        peaks[series.size()] = values[values.length - 1];
        series.add(thinned(values, history.points()));
        size += series.getLast().length;
      }
    }
    double[] pooled = new double[Math.toIntExact(size)];
    int next = 0;
    for (double[] values : series) {
      System.arraycopy(values, 0, pooled, next, values.length);
      next += values.length;
    }
    Arrays.sort(pooled);
    return new Baselines(
        direction, pooled, sorted(tops, series.size()), sorted(peaks, series.size()));
  }

  private static void sortInDirection(double[] values, int direction) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= direction;
    }
    Arrays.sort(values);
  }

  /** The values at even ranks, the highest among them: their quantiles stay as they are. */
  private static double[] thinned(double[] sorted, long all) {
    int every = (int) Math.ceilDiv(Math.max(1, all), MOST_POOLED);
    double[] some = new double[Math.ceilDiv(sorted.length, every)];
    for (int i = 0; i < some.length; i++) {
      some[some.length - 1 - i] = sorted[sorted.length - 1 - i * every];
    }
    return some;
  }

  private static double[] sorted(double[] values, int size) {
    double[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    return sorted;
  }

  boolean isEmpty() {
    return pooled.length == 0;
  }

  /** Whether there is one value and no other. */
  boolean isConstant() {
    return pooled[0] == pooled[pooled.length - 1];
  }

  ThresholdAdvice.Spread spread() {
    double low = direction > 0 ? pooled[0] : -pooled[pooled.length - 1];
    double high = direction > 0 ? pooled[pooled.length - 1] : -pooled[0];
    double p99 = direction > 0 ? quantile(pooled, 0.99) : -quantile(pooled, 0.01);
    return new ThresholdAdvice.Spread(low, direction * median, p99, high);
  }

  /** Numbers by what suggests them, from the most sensitive to the least. */
  Map<BigDecimal, String> candidates() {
    SortedMap<BigDecimal, String> found = new TreeMap<>();
    BigDecimal fine = quantum();
    values()
        .forEach(
            (name, value) -> {
              found.putIfAbsent(outward(value, fine), name);
              found.putIfAbsent(
                  outward(value, fine.movePointRight(1)), "round number beyond " + name);
            });
    BigDecimal beyond = outward(pooled[pooled.length - 1], fine).add(fine);
    found.putIfAbsent(beyond, "beyond all values");
    Map<BigDecimal, String> numbers = new LinkedHashMap<>();
    found
        .subMap(outward(median, fine), beyond.add(fine))
        .forEach((number, name) -> numbers.put(signed(number), name));
    return numbers;
  }

  private Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(direction > 0 ? "the maximum" : "the minimum", pooled[pooled.length - 1]);
    for (double quantile : QUANTILES) {
      double percent = direction > 0 ? 100 * quantile : 100 - 100 * quantile;
      values.put("p" + decimal(percent), quantile(pooled, quantile));
    }
    if (deviation > 0) {
      for (int times : DEVIATIONS) {
        String sign = direction > 0 ? "+" : "-";
        values.put("median %s %d MAD".formatted(sign, times), Math.fma(times, deviation, median));
      }
    }
    if (tops.length > 1) {
      String p99 = direction > 0 ? "p99" : "p1";
      values.put("the furthest " + p99 + " of a series", tops[tops.length - 1]);
      values.put("the median of the " + p99 + " of all series", quantile(tops, 0.5));
      values.put("what one series in five went beyond", quantile(peaks, 0.8));
    }
    return values;
  }

  private static String decimal(double percent) {
    return new BigDecimal(String.format(Locale.ROOT, "%.4f", percent))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** A number in the middle between two, as round as it can be; of the candidates' own scale. */
  BigDecimal between(BigDecimal one, BigDecimal other) {
    double distance = Math.abs(one.doubleValue() - other.doubleValue());
    double middle = direction * (one.doubleValue() + other.doubleValue()) / 2;
    return signed(outward(middle, power(distance / 4)));
  }

  /** Digits behind this one tell nothing: a power of ten, a twentieth of the spread or less. */
  private BigDecimal quantum() {
    double spread = quantile(pooled, 0.999) - median;
    if (spread <= 0) {
      spread = pooled[pooled.length - 1] - median;
    }
    if (spread <= 0) {
      spread = median - pooled[0];
    }
    return power(spread / 20);
  }

  private static BigDecimal power(double size) {
    return BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(size)));
  }

  /** The multiple of the quantum that is not below the value. */
  private static BigDecimal outward(double value, BigDecimal quantum) {
    return new BigDecimal(value)
        .divide(quantum, 0, RoundingMode.CEILING)
        .multiply(quantum)
        .stripTrailingZeros();
  }

  private BigDecimal signed(BigDecimal number) {
    return direction > 0 ? number : number.negate();
  }

  private static double deviation(double[] sorted, double median) {
    double[] distances = Arrays.stream(sorted).map(value -> Math.abs(value - median)).toArray();
    Arrays.sort(distances);
    return quantile(distances, 0.5);
  }

  /** With linear interpolation between ranks; NaN without values. */
  static double quantile(double[] sorted, double quantile) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double rank = quantile * (sorted.length - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
