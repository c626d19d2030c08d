// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import dev.skopos.model.Histogram;
import dev.skopos.model.Histogram.Buckets;
import java.util.ArrayList;
import java.util.List;

/** The populated buckets of a histogram from the lowest to the highest. */
public final class BucketSequence {
  private BucketSequence() {}

  /** Negative buckets, the zero bucket, positive buckets; those beside zero begin where it ends. */
  public static List<Bucket> ascending(Histogram histogram) {
    Buckets negative = histogram.negative();
    Buckets positive = histogram.positive();
    double zero = histogram.zeroThreshold();
    List<Bucket> buckets = new ArrayList<>(negative.size() + positive.size() + 1);
    for (int i = negative.size() - 1; i >= 0; i--) {
      Bucket bucket = negative(histogram, i);
      buckets.add(bucket.upper() < 0 && bucket.upper() > -zero ? bucket.withUpper(-zero) : bucket);
    }
    if (histogram.zeroCount() > 0) {
      buckets.add(zero(histogram));
    }
    for (int i = 0; i < positive.size(); i++) {
      Bucket bucket = positive(histogram, i);
      buckets.add(bucket.lower() > 0 && bucket.lower() < zero ? bucket.withLower(zero) : bucket);
    }
    return buckets;
  }

  static Bucket positive(Histogram histogram, int position) {
    int index = histogram.positive().indexes()[position];
    double lower = Bounds.of(histogram, index - 1);
    double upper = Bounds.of(histogram, index);
    double count = histogram.positive().counts()[position];
    boolean custom = histogram.hasCustomBounds();
    boolean includesLower = custom ? index == 0 : lower < 0;
    return new Bucket(lower, upper, includesLower, custom || upper > 0, count);
  }

  static Bucket negative(Histogram histogram, int position) {
    int index = histogram.negative().indexes()[position];
    double lower = -Bounds.of(histogram, index);
    double upper = -Bounds.of(histogram, index - 1);
    double count = histogram.negative().counts()[position];
    return new Bucket(lower, upper, lower < 0, upper > 0, count);
  }

  static Bucket zero(Histogram histogram) {
    double zero = histogram.zeroThreshold();
    return new Bucket(-zero, zero, true, true, histogram.zeroCount());
  }
}
