// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.ResourceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectiveOriginTest {

  @ParameterizedTest
  @EnumSource
  void anIdIsFoundAgainByItsNameAndSaysWhereItIsFrom(ObjectiveOrigin origin) {
    ResourceId id = origin.id("shop", "checkout");

    assertThat(ObjectiveOrigin.named("shop", id.name())).isEqualTo(id);
    assertThat(ObjectiveOrigin.of(id)).hasValue(origin);
    assertThat(origin.resource(id).name()).isEqualTo("checkout");
  }

  @Test
  void aResourceMayHoldSeveralObjectives() {
    ResourceId id = ObjectiveOrigin.SLOTH.id("shop", "checkout:requests");

    assertThat(ObjectiveOrigin.SLOTH.resource(id).name()).isEqualTo("checkout");
  }

  @Test
  void namesDifferBetweenOrigins() {
    assertThat(ObjectiveOrigin.values())
        .extracting(origin -> origin.id("shop", "checkout").name())
        .doesNotHaveDuplicates();
    assertThat(ObjectiveOrigin.of(new ResourceId("AlertRule", "shop", "checkout"))).isEmpty();
  }

  @Test
  void theResourceHasTheNameThatItHasInTheCluster() {
    assertThat(ObjectiveOrigin.SKOPOS.resource(ObjectiveOrigin.SKOPOS.id("shop", "a.b-c")).name())
        .isEqualTo("a.b-c");
    assertThat(ObjectiveOrigin.PYRRA.resource(ObjectiveOrigin.PYRRA.id("shop", "checkout")))
        .isEqualTo(new ResourceId("ServiceLevelObjective.pyrra.dev", "shop", "checkout"));
    assertThat(ObjectiveOrigin.SLOTH.resource(ObjectiveOrigin.SLOTH.id("shop", "web:web-up")))
        .isEqualTo(new ResourceId("PrometheusServiceLevel.sloth.slok.dev", "shop", "web"));
  }
}
