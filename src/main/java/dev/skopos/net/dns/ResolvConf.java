// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What resolv.conf says, with glibc's defaults and bounds (resolv.conf(5)): at most three name
 * servers, of {@code domain} and {@code search} the last one counts, a file without name servers
 * means one on loopback.
 */
record ResolvConf(List<InetAddress> nameservers, List<String> search, Options options) {
  private static final int MAX_NAMESERVERS = 3;
  private static final int MAX_NDOTS = 15;
  private static final int MAX_TIMEOUT_SECONDS = 30;
  private static final int MAX_ATTEMPTS = 5;

  ResolvConf {
    nameservers =
        nameservers.isEmpty()
            ? List.of(InetAddress.ofLiteral("127.0.0.1"))
            : List.copyOf(nameservers);
    search = List.copyOf(search);
  }

  /** Options that change how names are asked for; unknown ones are passed over, as glibc does. */
  record Options(
      int ndots, Duration timeout, int attempts, boolean rotate, boolean useTcp, boolean edns0) {
    static final Options GLIBC = new Options(1, Duration.ofSeconds(5), 2, false, false, false);

    Options with(String option) {
      int colon = option.indexOf(':');
      String key = colon < 0 ? option : option.substring(0, colon);
      String value = colon < 0 ? "" : option.substring(colon + 1);
      return switch (key) {
        case "ndots" ->
            new Options(
                number(value, 0, MAX_NDOTS, ndots), timeout, attempts, rotate, useTcp, edns0);
        case "timeout" -> {
          int seconds = number(value, 1, MAX_TIMEOUT_SECONDS, (int) timeout.toSeconds());
          yield new Options(ndots, Duration.ofSeconds(seconds), attempts, rotate, useTcp, edns0);
        }
        case "attempts" ->
            new Options(
                ndots, timeout, number(value, 1, MAX_ATTEMPTS, attempts), rotate, useTcp, edns0);
        case "rotate" -> new Options(ndots, timeout, attempts, true, useTcp, edns0);
        case "use-vc" -> new Options(ndots, timeout, attempts, rotate, true, edns0);
        case "edns0" -> new Options(ndots, timeout, attempts, rotate, useTcp, true);
        default -> this;
      };
    }

    private static int number(String value, int least, int most, int otherwise) {
      try {
        return Math.clamp(Integer.parseInt(value), least, most);
      } catch (NumberFormatException _) {
        return otherwise;
      }
    }
  }

  static ResolvConf parse(String text) {
    List<InetAddress> nameservers = new ArrayList<>();
    List<String> search = List.of();
    Options options = Options.GLIBC;
    for (String line : text.lines().toList()) {
      if (line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      String[] words = line.strip().split("\\s+");
      List<String> values = List.of(words).subList(1, words.length);
      switch (words[0]) {
        case "nameserver" -> addServer(values, nameservers);
        case "search" -> search = values;
        case "domain" -> search = values.stream().limit(1).toList();
        case "options" -> {
          for (String option : values) {
            options = options.with(option);
          }
        }
        default -> {}
      }
    }
    List<String> domains =
        search.stream().map(ResolvConf::withoutFinalDot).filter(d -> !d.isEmpty()).toList();
    return new ResolvConf(nameservers, domains, options);
  }

  private static void addServer(List<String> values, List<InetAddress> nameservers) {
    if (!values.isEmpty() && nameservers.size() < MAX_NAMESERVERS) {
      try {
        nameservers.add(InetAddress.ofLiteral(values.getFirst()));
      } catch (IllegalArgumentException _) {
        // glibc passes over what is not an address, too.
      }
    }
  }

  private static String withoutFinalDot(String domain) {
    return domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
  }
}
