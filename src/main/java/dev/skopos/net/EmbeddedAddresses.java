// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Finds the IPv4 addresses that an IPv6 address may stand for: IPv4-compatible (RFC 4291), 6to4
 * (RFC 3056) and NAT64 (RFC 6052, RFC 8215). IPv4-mapped ones need no care, since {@link
 * InetAddress} turns them into IPv4 addresses itself.
 */
final class EmbeddedAddresses {
  private static final AddressRule COMPATIBLE = AddressRule.parse("::/96");
  private static final AddressRule MAPPED =
      new AddressRule(mappedPrefix(), 96, OptionalInt.empty());
  private static final AddressRule SIX_TO_FOUR = AddressRule.parse("2002::/16");
  private static final AddressRule NAT64 = AddressRule.parse("64:ff9b::/96");
  private static final AddressRule NAT64_LOCAL = AddressRule.parse("64:ff9b:1::/48");

  private EmbeddedAddresses() {}

  static List<InetAddress> of(InetAddress address) {
    if (!(address instanceof Inet6Address)) {
      return List.of();
    }
    byte[] bytes = address.getAddress();
    if (COMPATIBLE.contains(address) || MAPPED.contains(address) || NAT64.contains(address)) {
      return List.of(ipv4(bytes, 12, 13, 14, 15));
    }
    if (SIX_TO_FOUR.contains(address)) {
      return List.of(ipv4(bytes, 2, 3, 4, 5));
    }
    return NAT64_LOCAL.contains(address) ? localNat64(bytes) : List.of();
  }

  /**
   * A local NAT64 prefix may have any of the lengths of RFC 6052 that fit; which one is known to
   * the network only, so all are tried. Of the wrong ones most give 0.x.y.z, which no translator
   * passes on; these say nothing unless there is no other.
   */
  private static List<InetAddress> localNat64(byte[] bytes) {
    InetAddress longest = ipv4(bytes, 12, 13, 14, 15);
    List<InetAddress> candidates =
        Stream.of(
                ipv4(bytes, 6, 7, 9, 10),
                ipv4(bytes, 7, 9, 10, 11),
                ipv4(bytes, 9, 10, 11, 12),
                longest)
            .filter(candidate -> candidate.getAddress()[0] != 0)
            .toList();
    return candidates.isEmpty() ? List.of(longest) : candidates;
  }

  private static InetAddress ipv4(byte[] bytes, int first, int second, int third, int fourth) {
    try {
      return InetAddress.getByAddress(
          new byte[] {bytes[first], bytes[second], bytes[third], bytes[fourth]});
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }

  private static InetAddress mappedPrefix() {
    byte[] prefix = new byte[16];
    prefix[10] = (byte) 0xff;
    prefix[11] = (byte) 0xff;
    try {
      return Inet6Address.getByAddress(null, prefix, -1);
    } catch (UnknownHostException e) {
      throw new AssertionError("sixteen bytes are an address", e);
    }
  }
}
