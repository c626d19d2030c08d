// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import static dev.skopos.slo.Objectives.objective;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.skopos.slo.budget.Tier;
import dev.skopos.slo.budget.TierPlan;
import dev.skopos.slo.definition.Alerting;
import dev.skopos.slo.definition.Alerting.Tiers.Preset;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What importers and exporters take a preset for is what the objective does. */
class PresetTiersTest {

  private static final int MOST_DAYS = 400;

  private static Function<Duration, List<BurnTier>> written(Preset preset) {
    return switch (preset) {
      case GOOGLE_SRE -> GoogleTiers::of;
      case PYRRA -> PyrraTiers::of;
    };
  }

  @ParameterizedTest
  @EnumSource
  void areThoseThatAreEvaluated(Preset preset) {
    for (int days = 1; days <= MOST_DAYS; days++) {
      Duration window = Duration.ofDays(days);

      List<BurnTier> written = written(preset).apply(window);

      List<Tier> evaluated =
          TierPlan.of(objective().alerting(Alerting.of(preset)).rolling(window).build());
      assertThat(written).hasSameSizeAs(evaluated);
      for (int i = 0; i < written.size(); i++) {
        assertSame(written.get(i), evaluated.get(i), "tier %d of %s".formatted(i, window));
      }
    }
  }

  private static void assertSame(BurnTier written, Tier evaluated, String what) {
    assertThat(written.shortWindow()).as(what).isEqualTo(evaluated.shortWindow());
    assertThat(written.longWindow()).as(what).isEqualTo(evaluated.longWindow());
    assertThat(written.holdFor()).as(what).isEqualTo(evaluated.hold());
    assertThat(written.severity().name()).as(what).isEqualTo(evaluated.severity().name());
    // one divides a share of the budget, the other rescales what was made for 30 days
    double factor = evaluated.factor().doubleValue();
    assertThat(written.factor().doubleValue()).as(what).isCloseTo(factor, within(1e-12 * factor));
  }
}
