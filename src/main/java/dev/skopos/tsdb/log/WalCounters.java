// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.log;

import java.util.concurrent.atomic.LongAdder;

/** What the log did since the start. Thread-safe. */
public final class WalCounters {
  private final LongAdder records = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder syncs = new LongAdder();
  private final LongAdder syncNanos = new LongAdder();
  private final LongAdder failures = new LongAdder();

  void appended(int length) {
    records.increment();
    bytes.add(length);
  }

  void synced(long nanos) {
    syncs.increment();
    syncNanos.add(nanos);
  }

  void failed() {
    failures.increment();
  }

  public long records() {
    return records.sum();
  }

  public long bytes() {
    return bytes.sum();
  }

  public long syncs() {
    return syncs.sum();
  }

  public long syncNanos() {
    return syncNanos.sum();
  }

  public long failures() {
    return failures.sum();
  }
}
