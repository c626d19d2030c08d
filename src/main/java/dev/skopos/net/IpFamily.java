// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Which addresses of a name are used. */
public enum IpFamily {
  /**
   * Both; IPv4 addresses come first, so IPv6 is used when there is no IPv4 address or none answers.
   */
  ANY,
  IPV4,
  IPV6;

  public boolean includes(InetAddress address) {
    return switch (this) {
      case ANY -> true;
      case IPV4 -> address instanceof Inet4Address;
      case IPV6 -> !(address instanceof Inet4Address);
    };
  }
}
