// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dial;

import dev.skopos.net.IpFamily;
import dev.skopos.net.tls.TlsOptions;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * What to connect to.
 *
 * @param host a name or an address, an IPv6 one without brackets
 * @param address connects to this one, without resolving the host; it passes the guard like any
 *     other
 * @param tls speaks TLS from the start
 * @param alpn protocols to offer, for instance {@code http/1.1}
 */
public record DialTarget(
    String host,
    int port,
    IpFamily family,
    Optional<InetAddress> address,
    Optional<TlsOptions> tls,
    List<String> alpn) {

  public DialTarget {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port " + port + " is out of range");
    }
    alpn = List.copyOf(alpn);
  }

  public static DialTarget plain(String host, int port) {
    return new DialTarget(host, port, IpFamily.ANY, Optional.empty(), Optional.empty(), List.of());
  }

  public DialTarget withTls(TlsOptions options, List<String> protocols) {
    return new DialTarget(host, port, family, address, Optional.of(options), protocols);
  }

  public DialTarget withFamily(IpFamily chosen) {
    return new DialTarget(host, port, chosen, address, tls, alpn);
  }

  public DialTarget withAddress(InetAddress chosen) {
    return new DialTarget(host, port, family, Optional.of(chosen), tls, alpn);
  }
}
