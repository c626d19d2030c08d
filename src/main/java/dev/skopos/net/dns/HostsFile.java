// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of a hosts file, in lower case, with their addresses in the order of the file. */
record HostsFile(Map<String, List<InetAddress>> names) {

  static HostsFile parse(String text) {
    Map<String, List<InetAddress>> names = new HashMap<>();
    for (String line : text.lines().toList()) {
      int comment = line.indexOf('#');
      String[] words = (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+");
      if (words.length > 1) {
        addLine(words, names);
      }
    }
    return new HostsFile(names);
  }

  private static void addLine(String[] words, Map<String, List<InetAddress>> names) {
    InetAddress address;
    try {
      address = InetAddress.ofLiteral(words[0]);
    } catch (IllegalArgumentException _) {
      return;
    }
    for (int i = 1; i < words.length; i++) {
      names.computeIfAbsent(words[i].toLowerCase(Locale.ROOT), _ -> new ArrayList<>()).add(address);
    }
  }

  List<InetAddress> addresses(String name) {
    return names.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }
}
