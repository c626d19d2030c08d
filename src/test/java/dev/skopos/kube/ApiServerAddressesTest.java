// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.kube.ApiServerAddresses.Endpoint;
import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is known while the API server is away: nothing listens where this client connects to. */
class ApiServerAddressesTest {

  private final KubernetesClient away =
      new KubernetesClientBuilder()
          .withConfig(
              new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                  .withMasterUrl("https://127.0.0.1:1")
                  .withRequestRetryBackoffLimit(0)
                  .build())
          .build();
  private final Map<String, List<InetAddress>> names = new HashMap<>();
  private final RememberedAddresses memory = new RememberedAddresses();

  @AfterEach
  void close() {
    away.close();
  }

  private ApiServerAddresses of(Endpoint... configured) {
    return new ApiServerAddresses(away, List.of(configured), this::lookup, memory);
  }

  private List<InetAddress> lookup(String host) throws NetException {
    List<InetAddress> found = names.get(host);
    if (found == null) {
      throw new NetException(NetFailure.Kind.RESOLVE, "no such host");
    }
    return new ArrayList<>(found);
  }

  private static InetSocketAddress at(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  @Test
  void addressesThatAreConfiguredAreKnownAtOnce() {
    assertThat(of(new Endpoint("10.96.0.1", 443), new Endpoint("fd00::1", 6443)).get())
        .containsExactlyInAnyOrder(at("10.96.0.1", 443), at("fd00::1", 6443));
  }

  @Test
  void aNameThatIsConfiguredIsResolvedAndResolvedAgain() {
    names.put("api.example.com", List.of(InetAddress.ofLiteral("192.0.2.1")));
    ApiServerAddresses addresses = of(new Endpoint("api.example.com", 6443));

    addresses.resolve();
    assertThat(addresses.get()).containsExactly(at("192.0.2.1", 6443));

    names.put("api.example.com", List.of(InetAddress.ofLiteral("192.0.2.2")));
    addresses.refresh();
    assertThat(addresses.get()).contains(at("192.0.2.2", 6443));
  }

  @Test
  void whatWasKnownBeforeTheRestartHoldsWhileNobodyAnswers() {
    memory.save(Set.of(at("192.0.2.7", 6443)));
    ApiServerAddresses addresses = of(new Endpoint("api.example.com", 6443));

    addresses.refresh();

    assertThat(addresses.get()).containsExactly(at("192.0.2.7", 6443));
    assertThat(memory.load()).containsExactly(at("192.0.2.7", 6443));
  }
}
