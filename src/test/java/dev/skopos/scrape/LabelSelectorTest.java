// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.scrape.LabelSelector.Operator;
import dev.skopos.scrape.LabelSelector.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorTest {

  @ParameterizedTest
  @CsvSource({
    "IN, app, true",
    "IN, tier, false",
    "IN, none, false",
    "NOT_IN, app, false",
    "NOT_IN, tier, true",
    "NOT_IN, none, true",
    "EXISTS, app, true",
    "EXISTS, none, false",
    "DOES_NOT_EXIST, app, false",
    "DOES_NOT_EXIST, none, true"
  })
  void aLabelIsLookedAtAsKubernetesDoes(Operator operator, String key, boolean expected) {
    LabelSelector selector =
        new LabelSelector(List.of(new Requirement(key, operator, List.of("cart", "shop"))));

    assertThat(selector.matches(Map.of("app", "cart", "tier", "back"))).isEqualTo(expected);
  }

  @Test
  void allRequirementsHaveToHold() {
    LabelSelector selector =
        new LabelSelector(
            List.of(
                new Requirement("a", Operator.EXISTS, List.of()),
                new Requirement("b", Operator.EXISTS, List.of())));

    assertThat(selector.matches(Map.of("a", "1"))).isFalse();
    assertThat(selector.matches(Map.of("a", "1", "b", "1"))).isTrue();
    assertThat(LabelSelector.ALL.matches(Map.of())).isTrue();
  }
}
