// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.slo.count.Cursors.Target;
import dev.skopos.slo.count.RawSamples.Point;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts events from all samples at once, the simple way: no buckets, no cursors, no packing. What
 * happened is kept with its time, so that any span can be summed.
 */
final class Truth {

  private static final class Group {
    private final NavigableMap<Long, double[]> events = new TreeMap<>();
    private final Set<Long> minutes = new HashSet<>();
  }

  private final Map<Labels, Group> groups = new HashMap<>();
  private final RawSamples samples;
  private final List<String> groupBy;
  private final Map<Target, Long> firstSeen = new HashMap<>();

  private Truth(RawSamples samples, List<String> groupBy) {
    this.samples = samples;
    this.groupBy = groupBy;
  }

  static Truth of(Indicator.Counters counters, List<String> groupBy, RawSamples samples) {
    Truth truth = new Truth(samples, groupBy);
    truth.meetTargets(counters.total());
    truth.meetTargets(counters.events());
    boolean bad = counters.part() == Indicator.Part.BAD;
    truth.countIncrements(counters.total(), bad ? 0 : 1, 1, true);
    truth.countIncrements(counters.events(), bad ? 1 : -1, 0, false);
    return truth;
  }

  /** Gauges that are good when they are 1. */
  static Truth of(Indicator.BoolGauge gauge, List<String> groupBy, RawSamples samples) {
    Truth truth = new Truth(samples, groupBy);
    samples
        .all()
        .forEach(
            (labels, points) -> {
              if (matches(gauge.gauge(), labels)) {
                points.forEach(
                    (time, point) -> {
                      if (!point.isStale()) {
                        truth.add(labels, time, point.value() == 1 ? 0 : 1, 1, true);
                      }
                    });
              }
            });
    return truth;
  }

  private static boolean matches(List<Matcher> matchers, Labels labels) {
    return matchers.stream().allMatch(matcher -> matcher.matches(labels));
  }

  private void meetTargets(List<Matcher> matchers) {
    samples
        .all()
        .forEach(
            (labels, points) -> {
              if (matches(matchers, labels)) {
                points.entrySet().stream()
                    .filter(point -> !point.getValue().isStale())
                    .findFirst()
                    .ifPresent(
                        first -> firstSeen.merge(Target.of(labels), first.getKey(), Math::min));
              }
            });
  }

  private void countIncrements(List<Matcher> matchers, double bad, double total, boolean seen) {
    samples
        .all()
        .forEach(
            (labels, points) -> {
              if (matches(matchers, labels)) {
                countIncrements(labels, points, bad, total, seen);
              }
            });
  }

  private void countIncrements(
      Labels labels, NavigableMap<Long, Point> points, double bad, double total, boolean seen) {
    double last = Double.NaN;
    for (Map.Entry<Long, Point> point : points.entrySet()) {
      if (point.getValue().isStale()) {
        continue;
      }
      double value = point.getValue().value();
      double increment = value;
      if (Double.isNaN(last)) {
        boolean isFirst = point.getKey().equals(firstSeen.get(Target.of(labels)));
        increment = isFirst ? 0 : value;
      } else if (value >= last) {
        increment = value - last;
      }
      last = value;
      add(labels, point.getKey(), bad * increment, total * increment, seen);
    }
  }

  private void add(Labels series, long time, double bad, double total, boolean seen) {
    Group group = groups.computeIfAbsent(series.only(groupBy), _ -> new Group());
    double[] sums = group.events.computeIfAbsent(time, _ -> new double[2]);
    sums[0] += bad;
    sums[1] += total;
    if (seen) {
      group.minutes.add(Math.floorDiv(time - 1, 60_000L));
    }
  }

  Set<Labels> groups() {
    return groups.keySet();
  }

  /** What happened after a time and up to another one. */
  Events between(Labels labels, long after, long to) {
    Group group = groups.getOrDefault(labels, new Group());
    double bad = 0;
    double total = 0;
    for (double[] sums : group.events.subMap(after, false, to, true).values()) {
      bad += sums[0];
      total += sums[1];
    }
    long minutes =
        group.minutes.stream()
            .filter(minute -> minute * 60_000 >= after && minute * 60_000 < to)
            .count();
    return new Events(Math.clamp(bad, 0, total), total, (int) minutes);
  }
}
