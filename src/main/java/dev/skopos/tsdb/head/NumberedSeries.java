// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Series by their numbers in the log, in pages, since old numbers are not used again. */
final class NumberedSeries {

  private static final int PAGE_BITS = 12;
  private static final int PAGE = 1 << PAGE_BITS;

  private final Map<Integer, @Nullable MemSeries[]> pages = new HashMap<>();
  private int lastPage = -1;
  private @Nullable MemSeries[] last = {};

  void put(int number, MemSeries series) {
    pages
            .computeIfAbsent(number >>> PAGE_BITS, _ -> new @Nullable MemSeries[PAGE])[
            number & (PAGE - 1)] =
        series;
    lastPage = -1;
  }

  @Nullable MemSeries get(int number) {
    if (number >>> PAGE_BITS != lastPage) {
      @Nullable MemSeries[] page = pages.get(number >>> PAGE_BITS);
      if (page == null) {
        return null;
      }
      last = page;
      lastPage = number >>> PAGE_BITS;
    }
    return last[number & (PAGE - 1)];
  }
}
