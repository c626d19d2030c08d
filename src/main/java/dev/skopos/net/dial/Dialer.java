// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dial;

import dev.skopos.net.AddressGuard;
import dev.skopos.net.Deadline;
import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import dev.skopos.net.dns.Resolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** Opens guarded connections. Blocks, holds no locks, and is safe for use by many threads. */
public final class Dialer {
  private final Resolver resolver;
  private final AddressGuard guard;
  private final Watchdog watchdog;

  /**
   * Makes a dialer.
   *
   * @param timer closes sockets at their deadline; one thread is enough
   */
  public Dialer(Resolver resolver, AddressGuard guard, ScheduledExecutorService timer) {
    this.resolver = resolver;
    this.guard = guard;
    this.watchdog = new Watchdog(timer);
  }

  /**
   * Connects to the first address that answers; an address that is denied, refuses or does not
   * answer within its share of the time is passed over while there is another.
   *
   * @param deadline ends connecting and everything done on the connection
   * @throws DialException with the failure of the last address that was tried
   */
  public Connection dial(DialTarget target, Deadline deadline) throws DialException {
    Resolved resolved = resolve(target, deadline);
    Connection connection =
        connect(target, resolved.addresses, DialTrace.NONE.resolved(resolved.took), deadline);
    if (target.tls().isPresent()) {
      try {
        connection.startTls(target.tls().get(), target.host(), target.alpn());
      } catch (DialException e) {
        connection.close();
        throw e;
      }
    }
    return connection;
  }

  /**
   * Goes on with a connection to the same target that rested, when a new one might lead to where it
   * does: the host is resolved and the guard is asked as for a new one.
   *
   * @return false when the connection must not be used any more
   * @throws DialException when the host does not resolve
   */
  public boolean resume(Connection connection, DialTarget target, Deadline deadline)
      throws DialException {
    Resolved resolved = resolve(target, deadline);
    InetSocketAddress address = connection.trace().address().orElseThrow();
    if (!resolved.addresses.contains(address.getAddress()) || guard.denial(address).isPresent()) {
      return false;
    }
    connection.resume(watchdog, deadline, resolved.took);
    return true;
  }

  private record Resolved(List<InetAddress> addresses, Duration took) {}

  private Resolved resolve(DialTarget target, Deadline deadline) throws DialException {
    long start = System.nanoTime();
    try {
      List<InetAddress> addresses = addresses(target, deadline);
      return new Resolved(addresses, since(start));
    } catch (NetException e) {
      throw new DialException(e.failure(), DialTrace.NONE.resolved(since(start)), e);
    }
  }

  private List<InetAddress> addresses(DialTarget target, Deadline deadline) throws NetException {
    return target.address().isPresent()
        ? List.of(target.address().get())
        : resolver.resolve(target.host(), target.family(), deadline);
  }

  private Connection connect(
      DialTarget target, List<InetAddress> addresses, DialTrace resolved, Deadline deadline)
      throws DialException {
    long start = System.nanoTime();
    NetException failure = new NetException(NetFailure.Kind.RESOLVE, "no address");
    DialTrace trace = resolved;
    for (int i = 0; i < addresses.size(); i++) {
      InetSocketAddress address = new InetSocketAddress(addresses.get(i), target.port());
      try {
        guard.check(address);
        Deadline share = deadline.atMost(deadline.remaining().dividedBy(addresses.size() - i));
        Attempt attempt = attempt(address, share, deadline);
        return new Connection(
            attempt.socket, attempt.watch, resolved.connected(since(start), address));
      } catch (NetException e) {
        // What happened to an address that was tried says more than that another one is denied.
        if (e.kind() != NetFailure.Kind.BLOCKED || failure.kind() == NetFailure.Kind.RESOLVE) {
          failure = e;
          trace = resolved.connected(since(start), address);
        }
      }
    }
    throw new DialException(failure.failure(), trace, failure);
  }

  private record Attempt(Socket socket, Watchdog.Watch watch) {}

  private Attempt attempt(InetSocketAddress address, Deadline share, Deadline deadline)
      throws NetException {
    int timeout = share.socketTimeout();
    // Never through a SOCKS proxy of the system properties, which would connect to what it likes.
    Socket socket = new Socket(Proxy.NO_PROXY);
    Watchdog.Watch watch = watchdog.watch(socket, deadline);
    try {
      socket.setTcpNoDelay(true);
      socket.connect(address, timeout);
      return new Attempt(socket, watch);
    } catch (IOException e) {
      watch.cancel();
      Watchdog.close(socket);
      throw Failures.connecting(e, watch.fired(), address);
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
