// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import dev.skopos.model.Labels;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Puts labels in order, without those that are empty; refuses a name that is there twice. */
final class LabelCollector {

  private final String[] pairs;
  private int length;

  LabelCollector(int most) {
    pairs = new String[2 * most];
  }

  void add(String name, String value) {
    pairs[length++] = name;
    pairs[length++] = value;
  }

  Labels labels() throws InvalidExpositionException {
    Labels.Builder builder = Labels.EMPTY.toBuilder();
    int present = 0;
    for (int i = 0; i < length; i += 2) {
      builder.set(pairs[i], pairs[i + 1]);
      present += pairs[i + 1].isEmpty() ? 0 : 1;
    }
    Labels labels = builder.build();
    if (labels.size() < present) {
      throw new InvalidExpositionException("the label name %s is there twice".formatted(twice()));
    }
    return labels;
  }

  private String twice() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < length; i += 2) {
      if (!seen.add(pairs[i])) {
        return pairs[i];
      }
    }
    throw new IllegalStateException("no name is there twice");
  }

  /**
   * Bounds of buckets and quantiles in the one form that all of Prometheus' formats share, so that
   * a series stays the same when its target changes the format.
   */
  static String normalize(Optional<MetricFamily.Type> type, String name, String value) {
    if (type.isEmpty()) {
      return value;
    }
    boolean number =
        switch (type.get()) {
          case HISTOGRAM -> name.equals("le");
          case SUMMARY -> name.equals("quantile");
          case COUNTER, GAUGE, GAUGE_HISTOGRAM, INFO, STATESET, UNTYPED -> false;
        };
    if (!number) {
      return value;
    }
    try {
      byte[] text = value.getBytes(StandardCharsets.UTF_8);
      return NumberText.openMetrics(NumberText.parse(text, 0, text.length));
    } catch (NumberFormatException _) {
      return value;
    }
  }
}
