// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import dev.skopos.model.Histogram;
import dev.skopos.promql.ast.GoNumber;
import java.util.ArrayList;
import java.util.List;

/** Histograms as Prometheus prints them: {@code {count:3, sum:4.5, (1,2]:3}}. */
public final class HistogramText {
  private HistogramText() {}

  public static String of(Histogram histogram) {
    StringBuilder text = new StringBuilder("{count:");
    text.append(GoNumber.shortest(histogram.count())).append(", sum:");
    text.append(GoNumber.shortest(histogram.sum()));
    for (Bucket bucket : buckets(histogram)) {
      text.append(", ").append(bucket.includesLower() ? '[' : '(');
      text.append(GoNumber.shortest(bucket.lower())).append(',');
      text.append(GoNumber.shortest(bucket.upper()));
      text.append(bucket.includesUpper() ? ']' : ')').append(':');
      text.append(GoNumber.shortest(bucket.count()));
    }
    return text.append('}').toString();
  }

  /** With the bounds that the schema says, also where the zero bucket overlaps. */
  private static Iterable<Bucket> buckets(Histogram histogram) {
    List<Bucket> buckets = new ArrayList<>();
    for (int i = histogram.negative().size() - 1; i >= 0; i--) {
      buckets.add(BucketSequence.negative(histogram, i));
    }
    if (histogram.zeroCount() != 0) {
      buckets.add(BucketSequence.zero(histogram));
    }
    for (int i = 0; i < histogram.positive().size(); i++) {
      buckets.add(BucketSequence.positive(histogram, i));
    }
    return buckets;
  }
}
