// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.QueryException.Kind;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * What one query may use: samples in memory and time. Belongs to one thread; to be closed when the
 * query is over.
 */
public final class Budget implements AutoCloseable {

  /** A time stamp and a value. */
  private static final long BYTES_READ = 16;

  /** A value of an intermediate result. */
  private static final long BYTES_HELD = 8;

  private final Limits limits;
  private final Memory memory;
  private final long deadline;
  private final BooleanSupplier cancelled;
  private long read;
  private long held;
  private long peak;
  private long bytes;

  /** How many samples a query may hold, and how long it may take. */
  public record Limits(long mostSamples, Duration timeout) {}

  /**
   * A budget whose time begins now.
   *
   * @param memory is shared with other queries
   * @param cancelled asked often; true ends the query
   */
  public Budget(Limits limits, Memory memory, BooleanSupplier cancelled) {
    this.limits = limits;
    this.memory = memory;
    this.deadline = System.nanoTime() + limits.timeout().toNanos();
    this.cancelled = cancelled;
  }

  /** Counts samples that stay in memory until the query ends. */
  void read(long samples) {
    read += samples;
    checkSamples(0);
  }

  /** How many samples stay in memory. */
  long samplesRead() {
    return read;
  }

  /** What intermediate results hold. */
  long held() {
    return held;
  }

  /** Says what intermediate results hold from now on. */
  void hold(long samples) {
    held = samples;
    checkSamples(0);
  }

  /** Refuses what would hold more, before it is allocated. */
  void reserve(long samples) {
    checkSamples(samples);
  }

  private void checkSamples(long more) {
    long samples = read + held + more;
    peak = Math.max(peak, samples);
    long change = read * BYTES_READ + (held + more) * BYTES_HELD - bytes;
    if (samples > limits.mostSamples() || !memory.take(change)) {
      throw new QueryException(
          "query processing would load too many samples into memory in query execution");
    }
    bytes += change;
  }

  /** The most samples that it held at a time. */
  public long peak() {
    return peak;
  }

  /** Ends the query when its time is up or nobody waits for it any more. */
  void checkpoint() {
    if (cancelled.getAsBoolean()) {
      throw new QueryException(Kind.CANCELED, "query was canceled in expression evaluation");
    }
    if (System.nanoTime() - deadline > 0) {
      throw new QueryException(Kind.TIMEOUT, "query timed out in expression evaluation");
    }
  }

  /** Gives back the memory. */
  @Override
  public void close() {
    memory.giveBack(bytes);
    bytes = 0;
  }
}
