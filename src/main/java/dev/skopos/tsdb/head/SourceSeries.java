// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the series of one source. Thread-safe. */
final class SourceSeries {
  private final AtomicInteger count = new AtomicInteger();

  void added() {
    count.incrementAndGet();
  }

  void removed() {
    count.decrementAndGet();
  }

  int count() {
    return count.get();
  }
}
