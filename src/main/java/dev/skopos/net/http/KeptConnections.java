// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.dial.DialTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections that wait for another request to the same place: at most one for each place, so many
 * in all, and none longer than a given time. The place is all that decides where and how is
 * connected: what is different in a certificate, a key, or a server's name is another place. The
 * host is resolved and the address guard is asked before each use, as for a new connection.
 * Thread-safe.
 */
public final class KeptConnections implements AutoCloseable {

  private final int most;
  private final long idleNanos;
  private final LongSupplier nanoTime;
  private final Map<DialTarget, Kept> kept = new HashMap<>();
  private @Nullable ScheduledFuture<?> upkeep;
  private boolean closed;

  private record Kept(HttpConnection connection, long since) {}

  private KeptConnections(int most, Duration idle, LongSupplier nanoTime) {
    this.most = most;
    this.idleNanos = idle.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Keeps nothing. */
  static KeptConnections none() {
    return new KeptConnections(0, Duration.ZERO, () -> 0);
  }

  /**
   * Keeps connections.
   *
   * @param most in all; beyond it a connection ends after its use
   * @param idle how long a connection waits for its next use
   * @param timer closes those that waited too long; closing does not block
   */
  public static KeptConnections upTo(int most, Duration idle, ScheduledExecutorService timer) {
    KeptConnections connections = new KeptConnections(most, idle, System::nanoTime);
    long period = Math.max(1, idle.toMillis() / 10);
    connections.upkeep =
        timer.scheduleWithFixedDelay(connections::dropIdle, period, period, TimeUnit.MILLISECONDS);
    return connections;
  }

  /** With a time of the test's own; nothing is closed unless {@link #dropIdle} is called. */
  static KeptConnections upTo(int most, Duration idle, LongSupplier nanoTime) {
    return new KeptConnections(most, idle, nanoTime);
  }

  boolean keepsAny() {
    return most > 0;
  }

  /** How many wait. */
  public synchronized int size() {
    return kept.size();
  }

  /** The connection that waits for this place, which is the caller's from now on; null: none. */
  synchronized @Nullable HttpConnection take(DialTarget place) {
    Kept found = kept.remove(place);
    return found == null ? null : found.connection;
  }

  /** Takes a connection that is ready for another request, and ends it when there is no room. */
  void keep(DialTarget place, HttpConnection connection) {
    connection.connection().rest();
    if (!put(place, connection)) {
      connection.connection().drop();
    }
  }

  private synchronized boolean put(DialTarget place, HttpConnection connection) {
    return !closed
        && kept.size() < most
        && kept.putIfAbsent(place, new Kept(connection, nanoTime.getAsLong())) == null;
  }

  /** Ends the connections that waited too long. */
  void dropIdle() {
    long now = nanoTime.getAsLong();
    List<Kept> idle = new ArrayList<>();
    synchronized (this) {
      kept.values().stream().filter(each -> now - each.since >= idleNanos).forEach(idle::add);
      kept.values().removeAll(idle);
    }
    idle.forEach(each -> each.connection.connection().drop());
  }

  /** Ends all that wait; what is in use ends after its use. */
  @Override
  public void close() {
    List<Kept> rest;
    synchronized (this) {
      closed = true;
      rest = List.copyOf(kept.values());
      kept.clear();
    }
    if (upkeep != null) {
      upkeep.cancel(false);
    }
    rest.forEach(each -> each.connection.connection().drop());
  }
}
