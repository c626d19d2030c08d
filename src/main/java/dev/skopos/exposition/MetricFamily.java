// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import dev.skopos.model.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Samples that belong together, with what is known of them.
 *
 * @param name without the suffixes that the samples of counters and histograms have
 * @param help empty: unknown
 */
public record MetricFamily(String name, Type type, String help, List<Point> points) {

  public MetricFamily {
    points = List.copyOf(points);
  }

  /** What the numbers of a family are. */
  public enum Type {
    COUNTER,
    GAUGE,
    HISTOGRAM,
    SUMMARY,
    UNTYPED,
    GAUGE_HISTOGRAM,
    INFO,
    STATESET;

    /** As OpenMetrics and Prometheus' API write it. */
    public String word() {
      return this == UNTYPED ? "unknown" : name().toLowerCase(Locale.ROOT).replace("_", "");
    }
  }

  /**
   * One line.
   *
   * @param labels the metric name, with its suffix, is among them
   * @param timestamp milliseconds since the epoch; null: the scraper's time
   */
  public record Point(Labels labels, double value, @Nullable Long timestamp) {}

  /** Families of points of which nothing more is known, in ascending order of names. */
  public static List<MetricFamily> untyped(List<Point> points) {
    Map<String, List<Point>> byName = new TreeMap<>();
    for (Point point : points) {
      byName.computeIfAbsent(point.labels().metricName(), _ -> new ArrayList<>()).add(point);
    }
    return byName.entrySet().stream()
        .map(family -> new MetricFamily(family.getKey(), Type.UNTYPED, "", family.getValue()))
        .toList();
  }
}
