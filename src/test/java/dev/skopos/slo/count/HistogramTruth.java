// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.slo.count.RawSamples.Point;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts the observations of {@link RandomHistograms} from all samples at once, target by target
 * and scrape by scrape.
 */
final class HistogramTruth {

  private static final long FIVE_MINUTES = 5 * CounterLab.MINUTE;

  private final RawSamples samples;
  private final NavigableMap<Long, double[]> events = new TreeMap<>();

  private HistogramTruth(RawSamples samples) {
    this.samples = samples;
  }

  static HistogramTruth of(RawSamples samples) {
    HistogramTruth truth = new HistogramTruth(samples);
    Set<Labels> histograms =
        samples.all().keySet().stream()
            .map(series -> series.with("__name__", "duration_seconds").without("le"))
            .collect(Collectors.toSet());
    histograms.forEach(truth::count);
    return truth;
  }

  private void count(Labels histogram) {
    NavigableMap<Long, Point> natives = points(histogram);
    NavigableMap<Long, Point> counts = points(histogram.with("__name__", "duration_seconds_count"));
    NavigableMap<Long, Point> buckets =
        points(histogram.with("__name__", "duration_seconds_bucket").with("le", "0.25"));
    for (Map.Entry<Long, Point> scrape : natives.entrySet()) {
      long time = scrape.getKey();
      boolean classic = isRecent(counts, time, true) && isRecent(buckets, time, true);
      if (isValue(scrape) && (isThere(natives, time, false) || !classic)) {
        Point last = lastBefore(natives, time);
        add(
            time,
            increment(last, scrape.getValue(), true),
            increment(last, scrape.getValue(), false));
      }
    }
    for (Map.Entry<Long, Point> scrape : counts.entrySet()) {
      long time = scrape.getKey();
      boolean goesOn = isThere(counts, time, false);
      boolean counted =
          isThere(buckets, time, !goesOn)
              && isThere(buckets, time, true)
              && !(isThere(natives, time, true) && isThere(natives, time, false))
              && (goesOn || !isRecent(natives, time, false));
      if (isValue(scrape) && counted) {
        double total = increment(lastBefore(counts, time), scrape.getValue());
        Point bucket = buckets.get(time);
        double good = bucket == null ? 0 : increment(lastBefore(buckets, time), bucket);
        add(time, total - good, total);
      }
    }
  }

  private NavigableMap<Long, Point> points(Labels series) {
    return samples.all().getOrDefault(series, Collections.emptyNavigableMap());
  }

  private static boolean isValue(Map.Entry<Long, Point> point) {
    return !point.getValue().isStale();
  }

  /** As an instant query finds it at the time, or just before it. */
  private static boolean isThere(NavigableMap<Long, Point> points, long time, boolean inclusive) {
    Map.Entry<Long, Point> last = inclusive ? points.floorEntry(time) : points.lowerEntry(time);
    return last != null && isValue(last) && time - last.getKey() < FIVE_MINUTES;
  }

  private static boolean isRecent(NavigableMap<Long, Point> points, long time, boolean inclusive) {
    return points.subMap(time - FIVE_MINUTES, false, time, inclusive).entrySet().stream()
        .anyMatch(HistogramTruth::isValue);
  }

  private static @Nullable Point lastBefore(NavigableMap<Long, Point> points, long time) {
    return points.headMap(time, false).descendingMap().entrySet().stream()
        .filter(HistogramTruth::isValue)
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static double increment(@Nullable Point last, Point point) {
    if (last == null) {
      return 0;
    }
    return point.value() < last.value() ? point.value() : point.value() - last.value();
  }

  /** What is above the threshold, or all. */
  private static double increment(@Nullable Point last, Point point, boolean bad) {
    if (last == null) {
      return 0;
    }
    boolean reset = number(point, false) < number(last, false);
    return number(point, bad) - (reset ? 0 : number(last, bad));
  }

  private static double number(Point point, boolean bad) {
    Histogram histogram = Objects.requireNonNull(point.histogram());
    return bad ? histogram.positive().counts()[1] : histogram.count();
  }

  private void add(long time, double bad, double total) {
    double[] sums = events.computeIfAbsent(time, _ -> new double[2]);
    sums[0] += bad;
    sums[1] += total;
  }

  /** What happened after a time and up to another one. */
  Events between(long after, long to) {
    double bad = 0;
    double total = 0;
    for (double[] sums : events.subMap(after, false, to, true).values()) {
      bad += sums[0];
      total += sums[1];
    }
    long minutes =
        events.subMap(after, false, to, true).keySet().stream()
            .map(time -> Math.floorDiv(time - 1, CounterLab.MINUTE))
            .distinct()
            .count();
    return new Events(Math.clamp(bad, 0, total), total, (int) minutes);
  }
}
