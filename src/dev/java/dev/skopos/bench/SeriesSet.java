// SPDX-License-Identifier: Apache-2.0
package dev.skopos.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The series of the scraped targets: 500 counters, 200 gauges and 300 buckets of histograms each.
 * Values follow from a target's number, a series' number and a step alone, so that every program
 * gets the same.
 */
final class SeriesSet {

  static final int SERIES_PER_TARGET = 1_000;
  private static final int COUNTERS = 500;
  private static final int GAUGES = 200;
  private static final int BUCKETS = 10;

  private SeriesSet() {}

  /** Name and labels of a series as pairs, the name first; without job and instance. */
  static List<String> labels(int series) {
    List<String> labels = new ArrayList<>();
    labels.add("__name__");
    if (series < COUNTERS) {
      labels.add("bench_requests_total_" + series / 50);
      labels.addAll(List.of("handler", "/api/v1/resource/" + series % 10));
      labels.addAll(List.of("code", Integer.toString(200 + series / 10 % 5)));
    } else if (series < COUNTERS + GAUGES) {
      labels.add("bench_gauge_" + series / 20);
      labels.addAll(List.of("pool", "pool-" + series % 20));
    } else {
      int bucket = (series - COUNTERS - GAUGES) % BUCKETS;
      int histogram = (series - COUNTERS - GAUGES) / BUCKETS;
      labels.add("bench_duration_seconds_bucket");
      labels.addAll(List.of("handler", "/api/v1/resource/" + histogram));
      labels.addAll(
          List.of("le", bucket == BUCKETS - 1 ? "+Inf" : Double.toString(0.005 * (1 << bucket))));
    }
    return labels;
  }

  /** The names of all series. */
  static Set<String> names() {
    return IntStream.range(0, SERIES_PER_TARGET)
        .mapToObj(series -> labels(series).get(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The value of a series at a step. */
  static double value(int target, int series, long step) {
    long seed = mix(target * 31L + series);
    if (series < COUNTERS) {
      long rate = (seed & 0xff) + 1;
      return seed % 1_000_000L + 1_000_000L + step * rate + (mix(seed ^ step) & 0x7);
    }
    if (series < COUNTERS + GAUGES) {
      double wave = Math.sin((step + (seed & 0xff)) / 20.0) * 50;
      return Math.round((100 + wave + (mix(seed ^ step) & 0xf)) * 100) / 100.0;
    }
    int bucket = (series - COUNTERS - GAUGES) % BUCKETS;
    return step * (bucket + 1L) * 3 + (bucket + 1L) * 1000;
  }

  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return (mixed ^ (mixed >>> 31)) & Long.MAX_VALUE;
  }
}
