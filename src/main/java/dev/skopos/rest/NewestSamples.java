// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.exposition.MetricFamily;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The newest sample of each series, as far as it is not older than PromQL looks back and the series
 * goes on. Reads one metric at a time, so that no more than that is in memory. Native histograms
 * are left out, since text has none.
 */
final class NewestSamples {

  private final Store store;
  private final long from;
  private final long to;

  NewestSamples(Store store, Instant now, Duration lookback) {
    this.store = store;
    this.from = now.minus(lookback).toEpochMilli() + 1;
    this.to = now.toEpochMilli();
  }

  /** The names of the metrics that any of the selectors finds, in ascending order. */
  Set<String> metrics(List<List<Matcher>> selectors) {
    Set<String> names = new TreeSet<>();
    for (List<Matcher> selector : selectors) {
      store.series(from, to, selector).forEach(labels -> names.add(labels.metricName()));
    }
    names.remove("");
    return names;
  }

  /** One point for each series of the metric that any of the selectors finds. */
  List<MetricFamily.Point> of(String metric, List<List<Matcher>> selectors) {
    TreeMap<Labels, MetricFamily.Point> points = new TreeMap<>();
    for (List<Matcher> selector : selectors) {
      List<Matcher> matchers = new ArrayList<>(selector);
      matchers.add(Matcher.equal(Labels.METRIC_NAME, metric));
      for (Series series : store.select(from, to, matchers)) {
        int last = series.length() - 1;
        if (series.histogram(last) == null && !Sample.isStale(series.values()[last])) {
          points.put(
              series.labels(),
              new MetricFamily.Point(
                  series.labels(), series.values()[last], series.timestamps()[last]));
        }
      }
    }
    return List.copyOf(points.values());
  }
}
