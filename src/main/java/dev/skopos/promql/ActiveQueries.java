// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.column.QueryException.Kind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The queries of clients that wait for their turn or run. Only so many run at a time, as with
 * Prometheus' query.max-concurrency; the others wait in the order in which they came. Thread-safe.
 */
public final class ActiveQueries {

  /** More of them would only wait until nobody waits for them any more. */
  private static final int MOST_WAITING = 1_000;

  /** Enough of a query's text to tell it from others. */
  private static final int LONGEST_TEXT = 2_000;

  private final int concurrent;
  private final InstantSource clock;
  private final Semaphore room;
  private final Timer waited;
  private final AtomicLong ids = new AtomicLong();
  private final ConcurrentSkipListMap<Long, ActiveQuery> queries = new ConcurrentSkipListMap<>();

  /** How far a query is. */
  public enum State {
    WAITING,
    RUNNING
  }

  /**
   * A query under way.
   *
   * @param query its text, of a very long one the beginning
   * @param since when it came
   */
  public record ActiveQuery(long id, String query, Instant since, State state) {}

  /** What is done once there is room for it. */
  @FunctionalInterface
  public interface Turn<T, E extends Exception> {
    T take() throws E;
  }

  /**
   * No queries yet.
   *
   * @param concurrent how many may run at a time
   */
  public ActiveQueries(int concurrent, InstantSource clock, MeterRegistry meters) {
    if (concurrent < 1) {
      throw new IllegalArgumentException("at least one query must be allowed to run");
    }
    this.concurrent = concurrent;
    this.clock = clock;
    this.room = new Semaphore(concurrent, true);
    this.waited = EngineMeters.slice("queue_time", meters);
    for (State state : State.values()) {
      Gauge.builder("skopos.queries.active", () -> count(state))
          .description("Queries of clients that wait for their turn, or run")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(meters);
    }
  }

  /** How many may run at a time. */
  public int concurrent() {
    return concurrent;
  }

  /** Those under way, the oldest first. */
  public List<ActiveQuery> snapshot() {
    return List.copyOf(queries.values());
  }

  private long count(State state) {
    return queries.values().stream().filter(query -> query.state() == state).count();
  }

  /**
   * Waits for room, then takes the turn.
   *
   * @param patience how long to wait at most
   * @throws QueryException when there was no room in that time
   */
  public <T, E extends Exception> T inTurn(String query, Duration patience, Turn<T, E> turn)
      throws E {
    if (queries.size() >= concurrent + MOST_WAITING) {
      throw new QueryException(Kind.TIMEOUT, "too many queries wait in query queue");
    }
    String text = query.length() > LONGEST_TEXT ? query.substring(0, LONGEST_TEXT) : query;
    ActiveQuery waiting =
        new ActiveQuery(ids.incrementAndGet(), text, clock.instant(), State.WAITING);
    queries.put(waiting.id(), waiting);
    try {
      await(patience);
      queries.put(waiting.id(), running(waiting));
      try {
        return turn.take();
      } finally {
        room.release();
      }
    } finally {
      queries.remove(waiting.id());
    }
  }

  private static ActiveQuery running(ActiveQuery waiting) {
    return new ActiveQuery(waiting.id(), waiting.query(), waiting.since(), State.RUNNING);
  }

  private void await(Duration patience) {
    long begin = System.nanoTime();
    try {
      if (!room.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new QueryException(Kind.TIMEOUT, "query timed out in query queue");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new QueryException(Kind.CANCELED, "query was canceled in query queue");
    } finally {
      waited.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
    }
  }
}
