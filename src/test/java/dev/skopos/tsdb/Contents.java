// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.model.Histogram;
import dev.skopos.model.Series;
import dev.skopos.store.Queryable;
import java.util.ArrayList;
import java.util.List;

/** Writes down all that a store has, bit by bit, to compare it. */
final class Contents {

  private Contents() {}

  static List<String> of(Queryable store) {
    return of(store, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  static List<String> of(Queryable store, long from, long to) {
    List<String> lines = new ArrayList<>();
    for (Series series : store.select(from, to, List.of())) {
      StringBuilder line = new StringBuilder(series.labels().toString());
      for (int i = 0; i < series.length(); i++) {
        line.append(' ').append(series.timestamps()[i]).append('=');
        Histogram histogram = series.histogram(i);
        if (histogram == null) {
          line.append(Long.toHexString(Double.doubleToRawLongBits(series.values()[i])));
        } else {
          line.append(histogram.hashCode()).append(histogram.count());
        }
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
