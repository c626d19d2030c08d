// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A way to a server that can be cut: what was connected is closed, and nobody connects again. */
final class Relay implements AutoCloseable {

  private final int target;
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  /**
   * A relay that is cut at first.
   *
   * @param target a port of this machine
   */
  Relay(int target) throws IOException {
    this.target = target;
    this.cut = true;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  void cut() {
    cut = true;
    sockets.forEach(Relay::closeQuietly);
  }

  void mend() {
    cut = false;
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket from = listener.accept();
        sockets.add(from);
        threads.execute(() -> connect(from));
      }
    } catch (IOException _) {
      // closed
    }
  }

  private void connect(Socket from) {
    try (from) {
      if (cut) {
        return;
      }
      try (Socket to = new Socket(InetAddress.getLoopbackAddress(), target)) {
        sockets.add(to);
        threads.execute(() -> copy(to, from));
        copy(from, to);
      }
    } catch (IOException _) {
      // as if it were cut
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // the other direction ends too
    } finally {
      closeQuietly(to);
    }
  }

  private static void closeQuietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // it is not used any more
    }
  }

  @Override
  public void close() {
    closeQuietly(listener);
    cut();
    threads.close();
  }
}
