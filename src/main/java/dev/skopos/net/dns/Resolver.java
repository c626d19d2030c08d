// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import dev.skopos.net.Deadline;
import dev.skopos.net.IpFamily;
import dev.skopos.net.NetException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TextParseException;

/**
 * Turns a host into addresses as glibc's getaddrinfo does: address literals, then the hosts file,
 * then DNS with the search list and {@code ndots} of resolv.conf. Both files are read again when
 * they changed. Nothing is cached beyond a call: a probe wants to see what the name is now, and the
 * cluster's name servers cache.
 */
public final class Resolver {
  private final WatchedFile<HostsFile> hosts;
  private final WatchedFile<ResolvConf> configuration;
  private final int port;
  private final NameServerRound round = new NameServerRound();

  public Resolver(Options options) {
    this.hosts = new WatchedFile<>(options.hosts, HostsFile::parse);
    this.configuration = new WatchedFile<>(options.resolvConf, ResolvConf::parse);
    this.port = options.nameServerPort;
  }

  /**
   * Where the resolver reads its configuration.
   *
   * @param nameServerPort 53 but in tests; resolv.conf has no place for a port
   */
  public record Options(Path hosts, Path resolvConf, int nameServerPort) {
    public static final Options SYSTEM =
        new Options(Path.of("/etc/hosts"), Path.of("/etc/resolv.conf"), 53);
  }

  /**
   * The addresses of a host.
   *
   * @param host a name, with a final dot when it is absolute, or an address, an IPv6 one without
   *     brackets
   * @return at least one address; IPv4 before IPv6, each in the order in which the name server gave
   *     them
   * @throws ResolveException when there is none
   */
  public List<InetAddress> resolve(String host, IpFamily family, Deadline deadline)
      throws NetException {
    Optional<InetAddress> literal = Literals.parse(host);
    List<InetAddress> known = literal.map(List::of).orElseGet(() -> hosts.read().addresses(host));
    if (!known.isEmpty()) {
      return ordered(known, host, family);
    }
    return ordered(search(host, family, deadline), host, family);
  }

  /** The name servers that resolv.conf names now. */
  public Set<InetSocketAddress> nameServers() {
    return Set.copyOf(serverList(configuration.read()));
  }

  /** Asks the name servers of resolv.conf for one name as it is. */
  NameServers.Answer lookup(Name name, RecordType type, boolean tcp, Deadline deadline)
      throws NetException {
    ResolvConf conf = configuration.read();
    ResolvConf.Options options = tcp ? conf.options().with("use-vc") : conf.options();
    return round.ask(serverList(conf), options, name, List.of(type), deadline).getFirst();
  }

  private List<InetSocketAddress> serverList(ResolvConf conf) {
    return conf.nameservers().stream()
        .map(address -> new InetSocketAddress(address, port))
        .distinct()
        .toList();
  }

  private static List<InetAddress> ordered(List<InetAddress> found, String host, IpFamily family)
      throws ResolveException {
    List<InetAddress> addresses =
        found.stream()
            .filter(family::includes)
            .distinct()
            .sorted(Comparator.comparing(address -> !(address instanceof Inet4Address)))
            .toList();
    if (addresses.isEmpty()) {
      throw noAddress(host, family);
    }
    return addresses;
  }

  private List<InetAddress> search(String host, IpFamily family, Deadline deadline)
      throws NetException {
    ResolvConf conf = configuration.read();
    List<String> tried = new ArrayList<>();
    boolean exists = false;
    boolean failed = false;
    for (Name candidate : SearchList.candidates(host, conf)) {
      tried.add(candidate.toString());
      List<NameServers.Answer> answers = ask(conf, candidate, host, family, deadline);
      List<InetAddress> addresses =
          answers.stream()
              .flatMap(a -> AnswerChain.addresses(candidate, a.message()).stream())
              .toList();
      if (!addresses.isEmpty()) {
        return addresses;
      }
      exists |= answers.stream().anyMatch(a -> a.message().getRcode() == Rcode.NOERROR);
      failed |= answers.stream().noneMatch(a -> settled(a.message().getRcode()));
    }
    if (exists) {
      throw noAddress(host, family);
    }
    String names = tried.stream().collect(Collectors.joining(", "));
    throw failed
        ? new ResolveException(
            ResolveException.Reason.SERVER_FAILURE,
            "name server failed to resolve \"%s\" (tried %s)".formatted(host, names))
        : new ResolveException(
            ResolveException.Reason.NO_SUCH_HOST,
            "no such host \"%s\" (tried %s)".formatted(host, names));
  }

  private List<NameServers.Answer> ask(
      ResolvConf conf, Name name, String host, IpFamily family, Deadline deadline)
      throws ResolveException {
    try {
      return round.ask(serverList(conf), conf.options(), name, types(family), deadline);
    } catch (NetException e) {
      // As in glibc, silence ends the search: the other names would meet the same silence.
      throw new ResolveException(
          ResolveException.Reason.NO_ANSWER,
          "no answer for host \"%s\": %s".formatted(host, e.getMessage()));
    }
  }

  private static boolean settled(int rcode) {
    return rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN;
  }

  private static List<RecordType> types(IpFamily family) {
    return switch (family) {
      case ANY -> List.of(RecordType.A, RecordType.AAAA);
      case IPV4 -> List.of(RecordType.A);
      case IPV6 -> List.of(RecordType.AAAA);
    };
  }

  private static ResolveException noAddress(String host, IpFamily family) {
    String kind =
        switch (family) {
          case ANY -> "address";
          case IPV4 -> "IPv4 address";
          case IPV6 -> "IPv6 address";
        };
    return new ResolveException(
        ResolveException.Reason.NO_ADDRESS, "host \"%s\" has no %s".formatted(host, kind));
  }

  /** The name as DNS knows it. */
  static Name absolute(String text) throws ResolveException {
    try {
      return Name.fromString(text, Name.root);
    } catch (TextParseException e) {
      throw new ResolveException(
          ResolveException.Reason.NO_SUCH_HOST,
          "\"%s\" is not a host name: %s".formatted(text, e.getMessage()));
    }
  }
}
