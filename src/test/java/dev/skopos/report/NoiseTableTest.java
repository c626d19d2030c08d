// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.insight.tuning.NoiseAction;
import dev.skopos.insight.tuning.NoiseReport;
import dev.skopos.insight.tuning.NoisyRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoiseTableTest {

  private static final Instant TO = Instant.parse("2026-10-12T06:00:00.5Z");

  private static NoiseReport report(String alert) {
    NoisyRule rule =
        new NoisyRule(
            new NoisyRule.Name("shop", alert, "warning"),
            List.of(),
            36,
            84,
            1,
            Duration.ofDays(1),
            Duration.ofMinutes(40),
            0,
            0,
            0,
            new NoiseAction.DeleteOrFix());
    return new NoiseReport(TO.minus(Duration.ofDays(3)), TO, List.of(rule), 1, 36, false);
  }

  @Test
  void aRuleHasARow() {
    assertThat(NoiseTable.csv(report("High")).lines())
        .containsExactly(
            """
            namespace,alert,severity,firings,firings_per_week,share_of_all,firing_seconds,\
            median_seconds,short_firings,short_share,firing_now,action,proposal\
            """,
            """
            shop,High,warning,36,84.000,1.000,86400,2400,0,0.000,0,DeleteOrFix,\
            "It fires nearly all the time: repair what it tells of, or delete it."\
            """);
    assertThat(NoiseTable.markdown(report("High")).lines())
        .hasSize(5)
        .startsWith(
            """
            Noisiest rules from 2026-10-09T06:00:00Z to 2026-10-12T06:00:00Z: \
            36 firings of 1 rules.\
            """)
        .last()
        .asString()
        .startsWith("| shop | High | warning | 36 | 84.000 | 1.000 | 86400 |");
  }

  @Test
  void namesOfOthersAreNeitherFormulasNorMarkup() {
    NoiseReport report = report("=SUM(1|2)<b>");

    assertThat(NoiseTable.csv(report)).contains(",'=SUM(1|2)<b>,");
    assertThat(NoiseTable.markdown(report)).contains("| =SUM(1\\|2)&lt;b&gt; |");
  }
}
