// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import dev.skopos.model.Histogram.ResetHint;
import dev.skopos.model.Labels;
import dev.skopos.promql.SeriesDescription.Item;
import java.util.Arrays;
import java.util.TreeMap;

/** Makes native histograms with custom bounds of the series of classic ones. */
final class ClassicHistograms {
  private final TreeMap<Labels, TreeMap<Long, Parts>> histograms = new TreeMap<>();

  /** What is known of a histogram at a time. */
  private static final class Parts {
    private final TreeMap<Double, Double> buckets = new TreeMap<>();
    private double count = Double.NaN;
    private double sum;

    Histogram histogram() {
      double all = Double.isNaN(count) ? buckets.lastEntry().getValue() : count;
      buckets.putIfAbsent(Double.POSITIVE_INFINITY, all);
      double[] bounds = new double[buckets.size() - 1];
      int[] indexes = new int[buckets.size()];
      double[] counts = new double[buckets.size()];
      int position = 0;
      int length = 0;
      double before = 0;
      for (var bucket : buckets.entrySet()) {
        if (bucket.getKey() != Double.POSITIVE_INFINITY) {
          bounds[position] = bucket.getKey();
        }
        if (bucket.getValue() != before) {
          indexes[length] = position;
          counts[length++] = bucket.getValue() - before;
        }
        before = bucket.getValue();
        position++;
      }
      Buckets populated =
          new Buckets(Arrays.copyOf(indexes, length), Arrays.copyOf(counts, length));
      return Histogram.custom(ResetHint.UNKNOWN, all, sum, bounds, populated);
    }
  }

  /** Takes a sample if it belongs to a classic histogram. */
  void add(Labels labels, long timestamp, double value) {
    String name = labels.metricName();
    if (name.endsWith("_bucket") && labels.has("le")) {
      double bound = SeriesDescription.number(labels.get("le"));
      parts(labels, name, "_bucket", timestamp).buckets.putIfAbsent(bound, value);
    } else if (name.endsWith("_count")) {
      parts(labels, name, "_count", timestamp).count = value;
    } else if (name.endsWith("_sum")) {
      parts(labels, name, "_sum", timestamp).sum = value;
    }
  }

  private Parts parts(Labels labels, String name, String suffix, long timestamp) {
    Labels base =
        labels
            .without("le")
            .with(Labels.METRIC_NAME, name.substring(0, name.length() - suffix.length()));
    return histograms
        .computeIfAbsent(base, _ -> new TreeMap<>())
        .computeIfAbsent(timestamp, _ -> new Parts());
  }

  void store(ScriptStore store) {
    histograms.forEach(
        (labels, byTime) ->
            byTime.forEach(
                (timestamp, parts) ->
                    store.add(labels, timestamp, new Item(false, 0, parts.histogram(), false))));
  }
}
