// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of addresses, on one port or on all; written {@code 10.0.0.0/8}, {@code 10.1.2.3:443},
 * {@code 127.0.0.0/8:8080}, {@code fd00::/8} or {@code [fd00::/8]:443}.
 */
public record AddressRule(InetAddress network, int prefixLength, OptionalInt port) {
  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]+)](?::(\\d{1,5}))?");
  private static final Pattern IPV4 = Pattern.compile("([0-9.]+(?:/\\d{1,2})?)(?::(\\d{1,5}))?");

  public AddressRule {
    if (prefixLength < 0 || prefixLength > network.getAddress().length * 8) {
      throw new IllegalArgumentException("prefix length /" + prefixLength + " is out of range");
    }
    if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > 65535)) {
      throw new IllegalArgumentException("port " + port.getAsInt() + " is out of range");
    }
  }

  /**
   * Reads a rule as written above.
   *
   * @throws IllegalArgumentException with a message that names the text, when it is not a rule
   */
  public static AddressRule parse(String text) {
    String trimmed = text.strip();
    Matcher bracketed = BRACKETED.matcher(trimmed);
    Matcher ipv4 = IPV4.matcher(trimmed);
    try {
      if (bracketed.matches()) {
        return of(bracketed.group(1), Optional.ofNullable(bracketed.group(2)));
      }
      return ipv4.matches()
          ? of(ipv4.group(1), Optional.ofNullable(ipv4.group(2)))
          : of(trimmed, Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "\"%s\" is not an address range, as 10.0.0.0/8, 10.1.2.3:443 or [fd00::/8]:443: %s"
              .formatted(text, e.getMessage()),
          e);
    }
  }

  private static AddressRule of(String range, Optional<String> port) {
    int slash = range.indexOf('/');
    InetAddress network = InetAddress.ofLiteral(slash < 0 ? range : range.substring(0, slash));
    int length =
        slash < 0 ? network.getAddress().length * 8 : Integer.parseInt(range.substring(slash + 1));
    return new AddressRule(
        network,
        length,
        port.map(p -> OptionalInt.of(Integer.parseInt(p))).orElseGet(OptionalInt::empty));
  }

  boolean matches(InetSocketAddress target) {
    return (port.isEmpty() || port.getAsInt() == target.getPort()) && contains(target.getAddress());
  }

  /** Whether the address lies in the range, on whatever port. */
  boolean contains(InetAddress address) {
    byte[] range = network.getAddress();
    byte[] candidate = address.getAddress();
    if (range.length != candidate.length) {
      return false;
    }
    for (int bit = 0; bit < prefixLength; bit += 8) {
      int mask = prefixLength - bit >= 8 ? 0xff : (0xff << (8 - (prefixLength - bit))) & 0xff;
      if (((range[bit / 8] ^ candidate[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
