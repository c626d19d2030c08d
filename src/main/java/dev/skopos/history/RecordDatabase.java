// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * The database of the records. It may be away at any time, also at the start: then every use fails
 * at once, and {@link #check()} brings it back. Thread-safe. Calls block, so they are made by
 * virtual threads, never by an event loop.
 */
public final class RecordDatabase implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(RecordDatabase.class);
  private static final int VALIDATION_SECONDS = 5;

  /** Flyway has one connection for its history and one for the scripts. */
  private static final int FEWEST = 2;

  /** How the records are. */
  public record Status(boolean up, String detail) {}

  /** Something that is done in one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private sealed interface State {
    record Open(AgroalDataSource pool) implements State {}

    record Away(String reason) implements State {}

    record Closed() implements State {}
  }

  private final Place place;
  private final int poolSize;
  private final MeterRegistry meters;
  private final Semaphore free;
  private final ReentrantLock checking = new ReentrantLock();
  private volatile State state = new State.Away("not opened yet");

  /**
   * Connects to nothing before the first {@link #check()}.
   *
   * @param poolSize the most connections at a time, at least 2, as many as it takes to make the
   *     tables
   */
  public RecordDatabase(Place place, int poolSize, MeterRegistry meters) {
    if (poolSize < FEWEST) {
      throw new IllegalArgumentException(
          "pool size is %d; expected %d or more".formatted(poolSize, FEWEST));
    }
    this.place = place;
    this.poolSize = poolSize;
    this.free = new Semaphore(poolSize);
    this.meters = meters;
  }

  /**
   * Finds out whether the database works: opens it, with the tables in the form that they need to
   * have, when it is not open, and gives it up when it does not answer. Nothing is ever deleted
   * because of a failure.
   *
   * @return whether the database can be used
   */
  public boolean check() {
    checking.lock();
    try {
      return switch (state) {
        case State.Open(AgroalDataSource pool) -> answers(pool);
        case State.Away away -> open(away);
        case State.Closed _ -> false;
      };
    } finally {
      checking.unlock();
    }
  }

  private boolean open(State.Away before) {
    AgroalDataSource pool = null;
    try {
      pool = Pool.of(place, poolSize);
      try (Connection connection = connect(pool)) {
        connection.rollback();
      }
      Migrations.apply(pool);
      state = new State.Open(pool);
      LOG.infof("Records: %s is open", place);
      return true;
    } catch (IOException | SQLException | RuntimeException e) {
      if (pool != null) {
        pool.close();
      }
      away(before.reason(), e);
      return false;
    }
  }

  /** When all connections are in use, those who use them find out. */
  private boolean answers(AgroalDataSource pool) {
    if (!free.tryAcquire()) {
      return true;
    }
    try (Connection connection = connect(pool)) {
      if (connection.isValid(VALIDATION_SECONDS)) {
        return true;
      }
      throw new SQLException("no answer");
    } catch (SQLException e) {
      giveUp(pool, e);
      return false;
    } finally {
      free.release();
    }
  }

  /** A pool that failed is not used again: what is left of it could fail the next user too. */
  private void giveUp(AgroalDataSource pool, Exception cause) {
    String reason = explain(cause);
    if (replace(new State.Open(pool), new State.Away(reason))) {
      LOG.errorf("Records: %s", reason);
      pool.close();
    }
  }

  private synchronized boolean replace(State expected, State next) {
    boolean expectation = state.equals(expected);
    if (expectation) {
      state = next;
    }
    return expectation;
  }

  private void away(String before, Exception cause) {
    String reason = explain(cause);
    meters.counter("skopos_records_failures_total", "operation", "open").increment();
    state = new State.Away(reason);
    if (!reason.equals(before)) {
      LOG.errorf("Records: %s", reason);
    }
  }

  private String explain(Exception cause) {
    return Failures.explain(place, cause);
  }

  /** How the records are as of the last use or check. */
  public Status status() {
    return switch (state) {
      case State.Open _ -> new Status(true, place.toString());
      case State.Away(String reason) -> new Status(false, reason);
      case State.Closed _ -> new Status(false, "closed");
    };
  }

  boolean isOpen() {
    return state instanceof State.Open;
  }

  /**
   * Reads.
   *
   * @throws IOException when the records are away or do not answer
   */
  <T> T read(String operation, Work<T> work) throws IOException {
    return transact(operation, work, false);
  }

  /**
   * Writes in one transaction, which is durable when this returns: in a file also through the loss
   * of power.
   *
   * @throws IOException when the records are away or refuse it; nothing of it was written then,
   *     unless the connection broke at its end
   */
  <T> T write(String operation, Work<T> work) throws IOException {
    return transact(operation, work, true);
  }

  private <T> T transact(String operation, Work<T> work, boolean writes) throws IOException {
    AgroalDataSource pool = pool();
    awaitFree(operation);
    try (Connection connection = connect(pool)) {
      T result = commit(connection, work);
      if (writes) {
        sync(connection);
      }
      return result;
    } catch (SQLException e) {
      meters.counter("skopos_records_failures_total", "operation", operation).increment();
      if (Failures.endsConnections(e)) {
        giveUp(pool, e);
      }
      throw new IOException(explain(e), e);
    } finally {
      free.release();
    }
  }

  /** Waited for here, so that a pool that has no connection to give is one that cannot connect. */
  private void awaitFree(String operation) throws IOException {
    try {
      if (free.tryAcquire()
          || free.tryAcquire(Pool.LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    meters.counter("skopos_records_failures_total", "operation", operation).increment();
    throw new IOException(
        "all %d connections to the records are in use (skopos.records.pool-size)"
            .formatted(poolSize));
  }

  private AgroalDataSource pool() throws IOException {
    return switch (state) {
      case State.Open(AgroalDataSource pool) -> pool;
      case State.Away(String reason) -> throw new IOException("the records are away: " + reason);
      case State.Closed _ -> throw new IOException("the records are closed");
    };
  }

  /** The password may be in a file that cannot be read. */
  private static Connection connect(AgroalDataSource pool) throws SQLException {
    try {
      return pool.getConnection();
    } catch (UncheckedIOException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  private static <T> T commit(Connection connection, Work<T> work) throws SQLException {
    try {
      T result = work.in(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      try {
        connection.rollback();
      } catch (SQLException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  /** PostgreSQL does it with each commit; H2 only hands the commit to the operating system. */
  private void sync(Connection connection) throws SQLException {
    switch (place) {
      case Place.Folder _ -> {
        try (Statement statement = connection.createStatement()) {
          statement.execute("checkpoint sync");
        }
        connection.commit();
      }
      case Place.PostgreSql _ -> {}
    }
  }

  /** Ends all use. What is under way fails. */
  @Override
  public void close() {
    checking.lock();
    try {
      State last = state;
      state = new State.Closed();
      switch (last) {
        case State.Open(AgroalDataSource pool) -> {
          shutDown(pool);
          pool.close();
        }
        case State.Away _, State.Closed _ -> {}
      }
    } finally {
      checking.unlock();
    }
  }

  private void shutDown(AgroalDataSource pool) {
    switch (place) {
      case Place.Folder _ -> {
        try (Connection connection = connect(pool);
            Statement statement = connection.createStatement()) {
          statement.execute("shutdown");
        } catch (SQLException e) {
          LOG.warnf("Records: %s was not closed in order: %s", place, e.getMessage());
        }
      }
      case Place.PostgreSql _ -> {}
    }
  }
}
