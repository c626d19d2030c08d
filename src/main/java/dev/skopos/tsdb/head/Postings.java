// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Series in ascending order of their ids. Guarded by the lock of the index it belongs to. */
final class Postings {
  private MemSeries[] series = new MemSeries[1];
  private int length;

  /** Adds a series that is newer than all others. */
  void add(MemSeries added) {
    if (length == series.length) {
      series = Arrays.copyOf(series, length + Math.max(1, length / 2));
    }
    series[length++] = added;
  }

  /** Forgets the series that were collected. */
  void removeCollected() {
    series =
        Arrays.stream(series, 0, length)
            .filter(each -> !each.isCollected())
            .toArray(MemSeries[]::new);
    length = series.length;
    if (length == 0) {
      series = new MemSeries[1];
    }
  }

  int length() {
    return length;
  }

  boolean isEmpty() {
    return length == 0;
  }

  MemSeries[] toArray() {
    return Arrays.copyOf(series, length);
  }

  /** Those of several postings of one label; no series has two values of it. */
  static MemSeries[] union(List<Postings> disjoint) {
    if (disjoint.size() == 1) {
      return disjoint.getFirst().toArray();
    }
    MemSeries[] all =
        disjoint.stream()
            .flatMap(each -> Arrays.stream(each.series, 0, each.length))
            .toArray(MemSeries[]::new);
    Arrays.sort(all, Comparator.comparingInt(MemSeries::id));
    return all;
  }

  /** Those that are in both. */
  static MemSeries[] intersection(MemSeries[] left, MemSeries[] right) {
    MemSeries[] both = new MemSeries[Math.min(left.length, right.length)];
    int length = 0;
    int l = 0;
    int r = 0;
    while (l < left.length && r < right.length) {
      int order = Integer.compare(left[l].id(), right[r].id());
      if (order == 0) {
        both[length++] = left[l];
      }
      l += order <= 0 ? 1 : 0;
      r += order >= 0 ? 1 : 0;
    }
    return Arrays.copyOf(both, length);
  }
}
