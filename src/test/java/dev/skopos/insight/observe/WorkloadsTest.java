// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Labels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadsTest {

  @ParameterizedTest
  @CsvSource({
    "checkout.shop.svc, checkout",
    "checkout.shop.svc.cluster.local, checkout",
    "checkout.shop.svc.cluster.local., checkout",
    "Checkout, checkout",
    "www.example.org, www.example.org",
    "10.0.0.1:8080, front",
    "[::1]:8080, front",
    "localhost:8090, front"
  })
  void aCheckIsOfTheServiceOrHostThatItsTargetNames(String host, String workload) {
    assertThat(Workloads.of(Watched.definition("shop", "front", host))).isEqualTo(workload);
  }

  @Test
  void anAlertIsOfTheMostExactLabel() {
    assertThat(Workloads.of(Labels.of("service", "web", "deployment", "web-v2", "app", "x")))
        .isEqualTo("web-v2");
    assertThat(Workloads.of(Labels.of("instance", "a"))).isEmpty();
  }
}
