// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.store.Queryable;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Samples in sorted maps, which take samples of any time. */
final class RawSamples implements Queryable {

  /** A sample of either kind. */
  record Point(double value, @Nullable Histogram histogram) {
    boolean isStale() {
      return Sample.isStale(histogram == null ? value : histogram.sum());
    }
  }

  private final TreeMap<Labels, NavigableMap<Long, Point>> samples = new TreeMap<>();

  void add(Labels labels, long time, double value) {
    add(labels, time, new Point(value, null));
  }

  void add(Labels labels, long time, Histogram histogram) {
    add(labels, time, new Point(0, histogram));
  }

  private void add(Labels labels, long time, Point point) {
    samples.computeIfAbsent(labels, _ -> new TreeMap<>()).put(time, point);
  }

  boolean has(Labels labels, long time) {
    return samples.getOrDefault(labels, new TreeMap<>()).containsKey(time);
  }

  /** What is older goes. */
  void dropBefore(long time) {
    samples.values().forEach(points -> points.headMap(time, false).clear());
  }

  NavigableMap<Labels, NavigableMap<Long, Point>> all() {
    return samples;
  }

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers) {
    List<Series> selected = new ArrayList<>();
    samples.forEach(
        (labels, points) -> {
          if (matchers.stream().allMatch(matcher -> matcher.matches(labels))) {
            NavigableMap<Long, Point> span = points.subMap(from, true, to, true);
            if (!span.isEmpty()) {
              selected.add(series(labels, span));
            }
          }
        });
    return selected;
  }

  private static Series series(Labels labels, NavigableMap<Long, Point> span) {
    long[] times = span.keySet().stream().mapToLong(Long::longValue).toArray();
    double[] values = span.values().stream().mapToDouble(Point::value).toArray();
    if (span.values().stream().allMatch(point -> point.histogram == null)) {
      return new Series(labels, times, values);
    }
    @Nullable Histogram[] histograms =
        span.values().stream().map(Point::histogram).toArray(Histogram[]::new);
    return new Series(labels, times, values, histograms);
  }

  @Override
  public List<Labels> series(long from, long to, List<Matcher> matchers) {
    List<Labels> found = new ArrayList<>();
    samples.forEach(
        (labels, points) -> {
          Long first = points.ceilingKey(from);
          boolean inSpan = first != null && first <= to;
          if (inSpan && matchers.stream().allMatch(matcher -> matcher.matches(labels))) {
            found.add(labels);
          }
        });
    return found;
  }
}
