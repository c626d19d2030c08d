// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.promql.SeriesDescription.Item;
import dev.skopos.promql.histogram.CounterResets;
import dev.skopos.promql.histogram.Scaling;
import dev.skopos.store.Queryable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What scripts load: numbers and histograms of any time. Not thread-safe. */
final class ScriptStore implements Queryable {
  private final TreeMap<Labels, TreeMap<Long, Item>> samples = new TreeMap<>();

  /** Adds a sample; one that is there already stays. */
  void add(Labels labels, long timestamp, Item item) {
    samples.computeIfAbsent(labels, _ -> new TreeMap<>()).putIfAbsent(timestamp, item);
  }

  @Override
  public List<Series> select(long from, long to, List<Matcher> matchers) {
    List<Series> selected = new ArrayList<>();
    samples.forEach(
        (labels, items) -> {
          if (from <= to && matchers.stream().allMatch(matcher -> matcher.matches(labels))) {
            NavigableMap<Long, Item> span = hinted(items).subMap(from, true, to, true);
            if (!span.isEmpty()) {
              selected.add(series(labels, span));
            }
          }
        });
    return selected;
  }

  /**
   * The samples with the hints that Prometheus' store gives: a histogram in the same chunk as the
   * one before follows no reset; of the first one in a chunk nothing is known.
   */
  private static NavigableMap<Long, Item> hinted(NavigableMap<Long, Item> items) {
    TreeMap<Long, Item> hinted = new TreeMap<>();
    Histogram before = null;
    for (var entry : items.entrySet()) {
      Item item = entry.getValue();
      Histogram histogram = item.histogram();
      if (histogram != null && histogram.resetHint() != ResetHint.GAUGE) {
        boolean follows = before != null && isInSameChunk(before, histogram);
        ResetHint hint = follows ? ResetHint.NOT_RESET : ResetHint.UNKNOWN;
        item = new Item(false, 0, Scaling.withHint(histogram, hint), false);
        before = histogram;
      } else {
        before = null;
      }
      hinted.put(entry.getKey(), item);
    }
    return hinted;
  }

  private static boolean isInSameChunk(Histogram before, Histogram histogram) {
    return histogram.schema() == before.schema()
        && histogram.zeroThreshold() == before.zeroThreshold()
        && Arrays.equals(histogram.customBounds(), before.customBounds())
        && histogram.resetHint() != ResetHint.RESET
        && !CounterResets.isReset(Scaling.withHint(histogram, ResetHint.UNKNOWN), before);
  }

  private static Series series(Labels labels, NavigableMap<Long, Item> span) {
    long[] timestamps = new long[span.size()];
    double[] values = new double[span.size()];
    @Nullable Histogram[] histograms = new Histogram[span.size()];
    int length = 0;
    boolean any = false;
    for (var entry : span.entrySet()) {
      timestamps[length] = entry.getKey();
      values[length] = entry.getValue().number();
      histograms[length] = entry.getValue().histogram();
      any |= histograms[length++] != null;
    }
    return any
        ? new Series(labels, timestamps, values, histograms)
        : new Series(labels, timestamps, values);
  }

  @Override
  public List<Labels> series(long from, long to, List<Matcher> matchers) {
    return select(from, to, matchers).stream().map(Series::labels).toList();
  }
}
