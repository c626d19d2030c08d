// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.log;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** What the log did since the start. Thread-safe. */
public final class WalCounters {
  private final LongAdder records = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile Consumer<Duration> syncs = _ -> {};

  void appended(int length) {
    records.increment();
    bytes.add(length);
  }

  void synced(long nanos) {
    syncs.accept(Duration.ofNanos(nanos));
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

  /** From now on the observer hears how long each sync took that succeeded. */
  public void observeSyncs(Consumer<Duration> observer) {
    syncs = observer;
  }

  public long failures() {
    return failures.sum();
  }
}
