// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.definition;

import dev.skopos.net.IpFamily;
import java.util.Optional;

/**
 * One TCP connection, closed once it stands.
 *
 * @param host a name or an address, an IPv6 one without brackets
 * @param tls present: a TLS handshake is part of the probe
 */
public record TcpProbe(String host, int port, Optional<TlsSettings> tls, IpFamily ipFamily)
    implements Probe {

  public TcpProbe {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("spec.tcp.host must not be empty");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("spec.tcp.port must be from 1 to 65535");
    }
  }

  @Override
  public String target() {
    return host.indexOf(':') >= 0 ? "[%s]:%d".formatted(host, port) : host + ':' + port;
  }
}
