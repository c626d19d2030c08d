// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dial;

import dev.skopos.net.tls.TlsFacts;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a connection came and what each phase took; zero for phases that were not reached or not
 * needed.
 *
 * @param connect including addresses that were tried in vain
 * @param address the one that was connected to, or tried last
 */
public record DialTrace(
    Duration resolve,
    Duration connect,
    Duration tls,
    Optional<InetSocketAddress> address,
    Optional<TlsFacts> tlsFacts) {
  public static final DialTrace NONE =
      new DialTrace(
          Duration.ZERO, Duration.ZERO, Duration.ZERO, Optional.empty(), Optional.empty());

  DialTrace resolved(Duration took) {
    return new DialTrace(took, connect, tls, address, tlsFacts);
  }

  DialTrace connected(Duration took, InetSocketAddress reached) {
    return new DialTrace(resolve, took, tls, Optional.of(reached), tlsFacts);
  }

  DialTrace secured(Duration took, TlsFacts facts) {
    return new DialTrace(resolve, connect, took, address, Optional.of(facts));
  }

  /** Of a connection that was made for an earlier use. */
  DialTrace reused(Duration resolved) {
    return new DialTrace(resolved, Duration.ZERO, Duration.ZERO, address, tlsFacts);
  }
}
