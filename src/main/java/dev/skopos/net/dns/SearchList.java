// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Name;

/** The names that stand behind a host, in the order in which glibc's res_search asks for them. */
final class SearchList {
  private SearchList() {}

  static List<Name> candidates(String host, ResolvConf conf) throws ResolveException {
    String ascii = ascii(host);
    if (ascii.endsWith(".")) {
      return List.of(Resolver.absolute(ascii));
    }
    Name asIs = Resolver.absolute(ascii);
    List<Name> names = new ArrayList<>();
    for (String domain : conf.search()) {
      names.add(Resolver.absolute(ascii + "." + domain));
    }
    boolean first = ascii.chars().filter(c -> c == '.').count() >= conf.options().ndots();
    names.add(first ? 0 : names.size(), asIs);
    return names.stream().distinct().toList();
  }

  private static String ascii(String host) throws ResolveException {
    String ascii;
    try {
      ascii = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException _) {
      ascii = "";
    }
    // A backslash would be an escape to dnsjava; a colon is left over from an address or a port.
    boolean odd = ascii.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || "\\\":".indexOf(c) >= 0);
    if (odd || ascii.isEmpty() || ascii.equals(".")) {
      throw new ResolveException(
          ResolveException.Reason.NO_SUCH_HOST, "\"%s\" is not a host name".formatted(host));
    }
    return ascii;
  }
}
