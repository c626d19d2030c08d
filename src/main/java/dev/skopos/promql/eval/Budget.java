// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.QueryException.Kind;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What one query may use: samples in memory and time. Belongs to one thread. */
public final class Budget {

  private final long mostSamples;
  private final long deadline;
  private final BooleanSupplier cancelled;
  private long read;
  private long held;

  /**
   * A budget whose time begins now.
   *
   * @param cancelled asked often; true ends the query
   */
  public Budget(long mostSamples, Duration timeout, BooleanSupplier cancelled) {
    this.mostSamples = mostSamples;
    this.deadline = System.nanoTime() + timeout.toNanos();
    this.cancelled = cancelled;
  }

  /** Counts samples that stay in memory until the query ends. */
  void read(long samples) {
    read += samples;
    checkSamples();
  }

  /** What intermediate results hold. */
  long held() {
    return held;
  }

  /** Says what intermediate results hold from now on. */
  void hold(long samples) {
    held = samples;
    checkSamples();
  }

  private void checkSamples() {
    if (read + held > mostSamples) {
      throw new QueryException(
          "query processing would load too many samples into memory in query execution");
    }
  }

  /** Refuses what would hold more, before it is allocated. */
  void reserve(long samples) {
    if (read + held + samples > mostSamples) {
      hold(mostSamples - read + 1);
    }
  }

  /** Ends the query when its time is up or nobody waits for it any more. */
  void checkpoint() {
    if (cancelled.getAsBoolean()) {
      throw new QueryException(Kind.CANCELED, "query was canceled in query execution");
    }
    if (System.nanoTime() - deadline > 0) {
      throw new QueryException(Kind.TIMEOUT, "query timed out in query execution");
    }
  }
}
