// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.kube.ApiServerAddresses.Endpoint;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the API server is, which no check may reach. */
class NetworkTest {

  private static List<Endpoint> found(String master, Map<String, String> environment) {
    try {
      return Network.apiServers(URI.create(master).toURL(), environment);
    } catch (MalformedURLException e) {
      throw new AssertionError(master, e);
    }
  }

  private static Map<String, String> service(String host, String port) {
    return Map.of("KUBERNETES_SERVICE_HOST", host, "KUBERNETES_SERVICE_PORT", port);
  }

  @Test
  void whatTheClientConnectsToHasAPortInAnyCase() {
    assertThat(found("https://api.test/", Map.of())).containsExactly(new Endpoint("api.test", 443));
    assertThat(found("https://api.test:6443/", Map.of()))
        .containsExactly(new Endpoint("api.test", 6443));
    assertThat(found("https://[fd00::1]:6443/", Map.of()))
        .containsExactly(new Endpoint("fd00::1", 6443));
  }

  @Test
  void whatThePodIsToldCountsToo() {
    assertThat(found("https://api.test:6443/", service("10.96.0.1", "443")))
        .containsExactly(new Endpoint("api.test", 6443), new Endpoint("10.96.0.1", 443));
    assertThat(found("https://api.test/", service("[fd00::1]", "8443")))
        .contains(new Endpoint("fd00::1", 8443));
    assertThat(found("https://api.test/", service("fd00::1", "8443")))
        .contains(new Endpoint("fd00::1", 8443));
    assertThat(found("https://10.96.0.1/", service("10.96.0.1", "443"))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https", "tcp://10.96.0.1:443", "-1", "123456", "4 43"})
  void aPortThatIsNoneIsLeftOut(String port) {
    assertThat(found("https://api.test/", service("10.96.0.1", port)))
        .containsExactly(new Endpoint("api.test", 443));
  }

  @Test
  void withoutAHostThereIsNoAddress() {
    assertThat(found("https://api.test/", service("", "443"))).hasSize(1);
    assertThat(found("https://api.test/", Map.of("KUBERNETES_SERVICE_PORT", "443"))).hasSize(1);
  }
}
