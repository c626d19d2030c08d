// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Reads hosts that are addresses, in every spelling that glibc takes: {@code 127.1}, {@code 0x7f.1}
 * and {@code 2130706433} too.
 */
final class Literals {
  private Literals() {}

  static Optional<InetAddress> parse(String host) {
    if (host.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (host.indexOf(':') >= 0) {
        return Optional.of(InetAddress.ofLiteral(host));
      }
      return Character.isDigit(host.charAt(0))
          ? Optional.of(Inet4Address.ofPosixLiteral(host))
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
