// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where the API server listens: the Service {@code default/kubernetes}, its endpoints, and what the
 * operator itself connects to. Checks and channels must not reach these. {@link #refresh} is called
 * now and then; between and while the API server is away, the last answer holds.
 */
public final class ApiServerAddresses implements Supplier<Set<InetSocketAddress>> {

  private static final Logger LOG = Logger.getLogger(ApiServerAddresses.class);

  private static final String NAMESPACE = "default";
  private static final String SERVICE = "kubernetes";

  private final KubernetesClient client;
  private volatile Set<InetSocketAddress> addresses;

  public ApiServerAddresses(KubernetesClient client) {
    this.client = client;
    this.addresses = Set.copyOf(ownConnection());
  }

  @Override
  public Set<InetSocketAddress> get() {
    return addresses;
  }

  /** Asks the cluster; blocks until it answers. */
  public void refresh() {
    try {
      Set<InetSocketAddress> found = new HashSet<>(ownConnection());
      Service service = client.services().inNamespace(NAMESPACE).withName(SERVICE).get();
      if (service != null) {
        found.addAll(addresses(service));
      }
      EndpointSlice slice =
          client.discovery().v1().endpointSlices().inNamespace(NAMESPACE).withName(SERVICE).get();
      if (slice != null) {
        found.addAll(addresses(slice));
      }
      addresses = Set.copyOf(found);
    } catch (KubernetesClientException e) {
      LOG.warnf(
          "Cannot read the addresses of the API server, the last ones known hold: %s",
          e.getMessage());
    }
  }

  private List<InetSocketAddress> ownConnection() {
    URL url = client.getMasterUrl();
    int port = url.getPort() == -1 ? url.getDefaultPort() : url.getPort();
    return address(url.getHost(), port).toList();
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
