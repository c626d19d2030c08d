// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dial;

import dev.skopos.net.Deadline;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Closes sockets at their deadline, which ends every call that blocks on them, reading and writing
 * alike; a timeout per read would not end a peer that sends a byte a second. Closing a plain socket
 * does not block, so one timer thread serves all.
 */
final class Watchdog {
  private static final Logger LOG = Logger.getLogger(Watchdog.class);

  private final ScheduledExecutorService timer;

  Watchdog(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  Watch watch(Socket socket, Deadline deadline) {
    return new Watch(socket, timer, deadline);
  }

  /** The watch over one socket. */
  static final class Watch {
    private final AtomicReference<@Nullable Socket> watched;
    private final Future<?> alarm;
    private volatile boolean fired;

    private Watch(Socket socket, ScheduledExecutorService timer, Deadline deadline) {
      watched = new AtomicReference<>(socket);
      alarm = timer.schedule(this::bite, deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether the socket was closed because of the deadline. */
    boolean fired() {
      return fired;
    }

    void cancel() {
      watched.set(null);
      alarm.cancel(false);
    }

    private void bite() {
      Socket socket = watched.getAndSet(null);
      if (socket != null) {
        fired = true;
        close(socket);
      }
    }
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("Closing a socket failed; it counts as closed", e);
    }
  }
}
