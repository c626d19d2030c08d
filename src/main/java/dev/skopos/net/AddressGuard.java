// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Decides which addresses checks and channels may connect to. It looks at resolved addresses only,
 * so no spelling of a host slips by, and it is asked on every connect. The order is: an explicit
 * deny, an explicit allow, the pod's own resolvers, the API server, the built-in ranges; what none
 * of them names is allowed, private ranges too, since workloads live there.
 *
 * <p>An IPv6 address that stands for an IPv4 address (IPv4-mapped, IPv4-compatible, 6to4, NAT64) is
 * denied when that one is. Allow rules look at the address as it is connected to. Thread-safe as
 * far as the suppliers are.
 */
public final class AddressGuard {
  private static final List<BuiltIn> BUILT_IN =
      List.of(
          builtIn("0.0.0.0/8", "unspecified"),
          builtIn("127.0.0.0/8", "loopback"),
          builtIn("169.254.0.0/16", "link-local"),
          builtIn("224.0.0.0/4", "multicast"),
          builtIn("255.255.255.255", "broadcast"),
          builtIn("100.100.100.200", "cloud metadata"),
          builtIn("168.63.129.16", "cloud metadata"),
          builtIn("192.0.0.192", "cloud metadata"),
          builtIn("::", "unspecified"),
          builtIn("::1", "loopback"),
          builtIn("fe80::/10", "link-local"),
          builtIn("ff00::/8", "multicast"),
          builtIn("fd00:ec2::254", "cloud metadata"));

  private final Options options;
  private final Supplier<Set<InetSocketAddress>> apiServers;
  private final Supplier<Set<InetSocketAddress>> resolvers;

  /**
   * Makes a guard.
   *
   * @param apiServers addresses and ports of the API server as known now
   * @param resolvers the name servers of the pod; exempt, NodeLocal DNS has a link-local address
   */
  public AddressGuard(
      Options options,
      Supplier<Set<InetSocketAddress>> apiServers,
      Supplier<Set<InetSocketAddress>> resolvers) {
    this.options = options;
    this.apiServers = apiServers;
    this.resolvers = resolvers;
  }

  /** What the installation changes; {@code probe.deny} and {@code probe.allow}. */
  public record Options(List<AddressRule> deny, List<AddressRule> allow) {
    public static final Options NONE = new Options(List.of(), List.of());

    public Options {
      deny = List.copyOf(deny);
      allow = List.copyOf(allow);
    }

    /** Reads both lists in the notation of {@link AddressRule}. */
    public static Options parse(List<String> deny, List<String> allow) {
      return new Options(
          deny.stream().map(AddressRule::parse).toList(),
          allow.stream().map(AddressRule::parse).toList());
    }
  }

  /** Why a connection to the target is denied, as a sentence; empty when it is allowed. */
  public Optional<String> denial(InetSocketAddress target) {
    return reason(target)
        .map(reason -> "address %s is denied %s".formatted(literal(target), reason));
  }

  /**
   * Refuses a target that is denied.
   *
   * @throws NetException of kind {@code BLOCKED}
   */
  public void check(InetSocketAddress target) throws NetException {
    Optional<String> denial = denial(target);
    if (denial.isPresent()) {
      throw new NetException(NetFailure.Kind.BLOCKED, denial.get());
    }
  }

  private Optional<String> reason(InetSocketAddress target) {
    List<InetSocketAddress> forms = forms(target);
    if (any(options.deny, forms)) {
      return Optional.of("by probe.deny");
    }
    if (any(options.allow, List.of(target)) || resolvers.get().contains(target)) {
      return Optional.empty();
    }
    Set<InetSocketAddress> servers = apiServers.get();
    for (InetSocketAddress form : forms) {
      if (servers.contains(form)) {
        return denied("the Kubernetes API server");
      }
    }
    return builtInReason(forms);
  }

  /** The address as it is, and those that it stands for. */
  private static List<InetSocketAddress> forms(InetSocketAddress target) {
    List<InetSocketAddress> forms = new ArrayList<>();
    forms.add(target);
    EmbeddedAddresses.of(target.getAddress())
        .forEach(address -> forms.add(new InetSocketAddress(address, target.getPort())));
    return forms;
  }

  private static boolean any(List<AddressRule> rules, List<InetSocketAddress> forms) {
    for (AddressRule rule : rules) {
      for (InetSocketAddress form : forms) {
        if (rule.matches(form)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Optional<String> builtInReason(List<InetSocketAddress> forms) {
    for (InetSocketAddress form : forms) {
      for (BuiltIn range : BUILT_IN) {
        if (range.rule.matches(form)) {
          return denied(range.reason);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> denied(String reason) {
    return Optional.of("(%s); allow it with probe.allow".formatted(reason));
  }

  private static String literal(InetSocketAddress target) {
    String text = target.getAddress().getHostAddress();
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }

  private static BuiltIn builtIn(String range, String reason) {
    return new BuiltIn(AddressRule.parse(range), reason);
  }

  private record BuiltIn(AddressRule rule, String reason) {}
}
