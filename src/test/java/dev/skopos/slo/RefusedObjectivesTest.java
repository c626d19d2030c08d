// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.RefusedObjectives.Refusal;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RefusedObjectivesTest {

  private static final ResourceId CART = new ResourceId("ServiceLevelObjective", "shop", "cart");
  private static final ResourceId PAY = new ResourceId("ServiceLevelObjective", "shop", "pay");

  private final RefusedObjectives refused = new RefusedObjectives();

  @Test
  void anObjectiveIsListedUntilItIsAcceptedOrGone() {
    refused.note(PAY, new Applied.Rejected("InvalidSpec", "spec.window: 1s"));
    refused.note(CART, new Applied.Rejected("InvalidSpec", "spec.indicator: none"));
    assertThat(refused.all())
        .containsExactly(
            new Refusal(CART, "InvalidSpec", "spec.indicator: none"),
            new Refusal(PAY, "InvalidSpec", "spec.window: 1s"));

    refused.note(CART, Applied.ACCEPTED);
    assertThat(refused.all()).extracting(Refusal::id).containsExactly(PAY);

    refused.retainOnly(Set.of(CART));
    assertThat(refused.all()).isEmpty();
  }
}
