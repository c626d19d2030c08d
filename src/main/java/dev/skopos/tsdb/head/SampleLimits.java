// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.store.AppendException;
import dev.skopos.store.AppendException.Reason;

/** What labels, histograms and exemplars must be like, and how large they may be. */
final class SampleLimits {

  private static final int MOST_LABELS = 128;
  private static final int LONGEST_NAME = 1_024;
  private static final int LONGEST_VALUE = 8_192;
  private static final int SHOWN = 64;
  private static final int MOST_SHOWN = 1_000;
  private static final int MOST_BUCKETS = 10_000;

  /** All labels of an exemplar together, as OpenMetrics says. */
  private static final int LONGEST_EXEMPLAR = 128;

  private SampleLimits() {}

  static void check(Labels labels) throws AppendException {
    if (labels.metricName().isEmpty()) {
      throw new AppendException(Reason.INVALID_LABELS, "there is no metric name: " + labels);
    }
    if (labels.size() > MOST_LABELS) {
      throw new AppendException(
          Reason.LABEL_LIMIT,
          "%d labels instead of at most %d, metric %s"
              .formatted(labels.size(), MOST_LABELS, shown(labels.metricName())));
    }
    for (int i = 0; i < labels.size(); i++) {
      check("name", labels.name(i), labels.name(i), LONGEST_NAME);
      check("value", labels.name(i), labels.value(i), LONGEST_VALUE);
    }
  }

  private static void check(String what, String name, String text, int longest)
      throws AppendException {
    if (text.length() > longest) {
      throw new AppendException(
          Reason.LABEL_LIMIT,
          "the %s of label \"%s\" has %d characters instead of at most %d"
              .formatted(what, shown(name), text.length(), longest));
    }
  }

  /** For messages, of which a sender can cause any number. */
  static String shown(Labels labels) {
    int length = 0;
    for (int i = 0; i < labels.size(); i++) {
      length += labels.name(i).length() + labels.value(i).length();
    }
    return length <= MOST_SHOWN
        ? labels.toString()
        : "%s with %d labels".formatted(shown(labels.metricName()), labels.size());
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  static void check(Histogram histogram) throws AppendException {
    int buckets = histogram.positive().size() + histogram.negative().size();
    if (buckets > MOST_BUCKETS || histogram.customBounds().length > MOST_BUCKETS) {
      throw new AppendException(
          Reason.INVALID_HISTOGRAM,
          "%d buckets instead of at most %d".formatted(buckets, MOST_BUCKETS));
    }
    boolean exponential = histogram.schema() >= -4 && histogram.schema() <= 8;
    if (!exponential && !histogram.hasCustomBounds()) {
      throw new AppendException(
          Reason.INVALID_HISTOGRAM,
          "schema %d instead of -4 to 8 or %d"
              .formatted(histogram.schema(), Histogram.CUSTOM_BOUNDS));
    }
    checkAscending(histogram.positive().indexes());
    checkAscending(histogram.negative().indexes());
  }

  private static void checkAscending(int[] indexes) throws AppendException {
    for (int i = 1; i < indexes.length; i++) {
      if (indexes[i] <= indexes[i - 1]) {
        throw new AppendException(
            Reason.INVALID_HISTOGRAM,
            "bucket %d comes after bucket %d".formatted(indexes[i], indexes[i - 1]));
      }
    }
  }

  static void check(Exemplar exemplar) throws AppendException {
    int length = 0;
    for (int i = 0; i < exemplar.labels().size(); i++) {
      length += exemplar.labels().name(i).length() + exemplar.labels().value(i).length();
    }
    if (length > LONGEST_EXEMPLAR) {
      throw new AppendException(
          Reason.INVALID_EXEMPLAR,
          "the labels of an exemplar have %d characters instead of at most %d"
              .formatted(length, LONGEST_EXEMPLAR));
    }
  }
}
