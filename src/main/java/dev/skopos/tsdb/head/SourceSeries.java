// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.store.Source;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts the series of one source, and what was refused of it. Thread-safe. */
final class SourceSeries {
  private final Source source;
  private final AtomicInteger count = new AtomicInteger();
  private final LongAdder refused = new LongAdder();

  SourceSeries(Source source) {
    this.source = source;
  }

  String name() {
    return source.name();
  }

  /** Whether more than so many series are too many for it. */
  boolean isLimited() {
    return !source.equals(Source.SKOPOS);
  }

  void added() {
    count.incrementAndGet();
  }

  void removed() {
    count.decrementAndGet();
  }

  int count() {
    return count.get();
  }

  /** A sample was refused, since it would have made a series too many. */
  void refused() {
    refused.increment();
  }

  long refusals() {
    return refused.sum();
  }
}
