// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.net.AddressMemory;
import dev.skopos.net.NetException;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where the API server listens: what the operator itself connects to, the Service {@code
 * default/kubernetes} and its endpoints. Checks and channels must not reach these. What was found
 * last holds while the API server or the name servers are away, also over a restart. Thread-safe.
 */
public final class ApiServerAddresses implements Supplier<Set<InetSocketAddress>> {

  private static final Logger LOG = Logger.getLogger(ApiServerAddresses.class);

  private static final String NAMESPACE = "default";
  private static final String SERVICE = "kubernetes";

  /** An API server as a configuration names it; the host is a name or an address. */
  public record Endpoint(String host, int port) {}

  /** Finds the addresses of a host's name; blocks. */
  @FunctionalInterface
  public interface Lookup {
    List<InetAddress> addresses(String host) throws NetException;
  }

  private final KubernetesClient client;
  private final List<Endpoint> configured;
  private final Lookup lookup;
  private final AddressMemory memory;
  private final Map<Endpoint, Set<InetSocketAddress>> resolved = new ConcurrentHashMap<>();
  private final AtomicBoolean failing = new AtomicBoolean();
  private volatile Set<InetSocketAddress> addresses;

  /**
   * Knows what is kept in memory and those of the configured endpoints that are addresses; names
   * are resolved by {@link #resolve}.
   */
  public ApiServerAddresses(
      KubernetesClient client, List<Endpoint> configured, Lookup lookup, AddressMemory memory) {
    this.client = client;
    this.configured = List.copyOf(configured);
    this.lookup = lookup;
    this.memory = memory;
    Set<InetSocketAddress> known = new HashSet<>(memory.load());
    this.configured.stream().flatMap(at -> address(at.host(), at.port())).forEach(known::add);
    this.addresses = Set.copyOf(known);
  }

  @Override
  public Set<InetSocketAddress> get() {
    return addresses;
  }

  /** Resolves the configured names, before anything is probed; what was known stays known. */
  public void resolve() {
    configured.forEach(this::resolve);
    Set<InetSocketAddress> known = new HashSet<>(addresses);
    resolved.values().forEach(known::addAll);
    addresses = Set.copyOf(known);
  }

  /** Resolves again and asks the cluster; blocks until it answers. */
  public void refresh() {
    resolve();
    try {
      known(ofService());
    } catch (KubernetesClientException e) {
      // Said once, not at each try.
      if (failing.compareAndSet(false, true)) {
        LOG.warnf(
            "Cannot read the addresses of the API server, the last ones known hold: %s",
            e.getMessage());
      }
    }
  }

  private void known(Set<InetSocketAddress> ofService) {
    if (failing.compareAndSet(true, false)) {
      LOG.info("The addresses of the API server can be read again");
    }
    Set<InetSocketAddress> now = new HashSet<>(ofService);
    resolved.values().forEach(now::addAll);
    if (!resolved.keySet().containsAll(configured)) {
      now.addAll(addresses);
    }
    if (!now.equals(addresses)) {
      addresses = Set.copyOf(now);
    }
    if (!now.equals(memory.load())) {
      memory.save(addresses);
    }
  }

  private void resolve(Endpoint endpoint) {
    Set<InetSocketAddress> found = new HashSet<>();
    address(endpoint.host(), endpoint.port()).forEach(found::add);
    if (found.isEmpty()) {
      try {
        for (InetAddress address : lookup.addresses(endpoint.host())) {
          found.add(new InetSocketAddress(address, endpoint.port()));
        }
      } catch (NetException e) {
        LOG.debugf("Cannot resolve the API server's name: %s", e.getMessage());
        return;
      }
    }
    resolved.put(endpoint, Set.copyOf(found));
  }

  private Set<InetSocketAddress> ofService() {
    Set<InetSocketAddress> found = new HashSet<>();
    Service service = client.services().inNamespace(NAMESPACE).withName(SERVICE).get();
    if (service != null) {
      found.addAll(addresses(service));
    }
    EndpointSlice slice =
        client.discovery().v1().endpointSlices().inNamespace(NAMESPACE).withName(SERVICE).get();
    if (slice != null) {
      found.addAll(addresses(slice));
    }
    return found;
  }

  private static List<InetSocketAddress> addresses(Service service) {
    List<String> hosts = service.getSpec().getClusterIPs();
    return hosts.stream()
        .flatMap(
            host ->
                service.getSpec().getPorts().stream()
                    .flatMap(port -> address(host, port.getPort())))
        .toList();
  }

  private static List<InetSocketAddress> addresses(EndpointSlice slice) {
    return slice.getEndpoints().stream()
        .flatMap(endpoint -> endpoint.getAddresses().stream())
        .flatMap(host -> slice.getPorts().stream().flatMap(port -> address(host, port.getPort())))
        .toList();
  }

  /** Nothing for what is no address, such as a name or {@code None}. */
  private static Stream<InetSocketAddress> address(String host, @Nullable Integer port) {
    if (port == null) {
      return Stream.empty();
    }
    try {
      return Stream.of(new InetSocketAddress(InetAddress.ofLiteral(host), port));
    } catch (IllegalArgumentException _) {
      return Stream.empty();
    }
  }
}
