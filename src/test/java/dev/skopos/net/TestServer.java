// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * A server on loopback that does with each connection what a test says, on a virtual thread of its
 * own.
 */
public final class TestServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Talk talk;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What the server says on a connection; the connection is closed afterwards. */
  @FunctionalInterface
  public interface Talk {
    void with(Socket socket, TestServer server) throws Exception;
  }

  private TestServer(ServerSocket listener, Talk talk) {
    this.listener = listener;
    this.talk = talk;
    threads.execute(this::accept);
  }

  public static TestServer start(Talk talk) {
    return startAt("127.0.0.1", 0, talk);
  }

  @SuppressWarnings("AddressSelection") // a literal has one address
  public static TestServer startAt(String address, int port, Talk talk) {
    try {
      return new TestServer(new ServerSocket(port, 50, InetAddress.ofLiteral(address)), talk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static TestServer startTls(
      SSLContext context, Consumer<SSLServerSocket> settings, Talk talk) {
    try {
      SSLServerSocket listener =
          (SSLServerSocket)
              context
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
      settings.accept(listener);
      return new TestServer(listener, talk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Connections that this side has not seen the end of. */
  public int openConnections() {
    return open.size();
  }

  public int acceptedConnections() {
    return accepted.get();
  }

  /** Waits as a slow peer does; ends early when the server is closed. */
  public void pause(Duration duration) throws InterruptedException {
    var _ = closed.await(duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Says nothing until the peer hangs up. */
  public static void silent(Socket socket, TestServer server) throws IOException {
    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        accepted.incrementAndGet();
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException _) {
        // Closed; the loop's condition tells.
      }
    }
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private void serve(Socket socket) {
    try (socket) {
      talk.with(socket, this);
    } catch (IOException | InterruptedException _) {
      // The peer is gone, which many tests are about.
    } catch (Exception e) {
      e.printStackTrace();
    } finally {
      open.remove(socket);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
    threads.close();
  }
}
