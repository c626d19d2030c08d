// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.forecast.CapacitySnapshot;
import dev.skopos.forecast.Outlook;
import dev.skopos.forecast.ResourceSnapshot;
import dev.skopos.forecast.definition.CapacityAlerting;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.LimitSource;
import dev.skopos.forecast.definition.ResourceType;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.definition.RiskLevels;
import dev.skopos.forecast.model.Crossing;
import dev.skopos.forecast.model.CrossingTimes;
import dev.skopos.forecast.model.Exhaustion;
import dev.skopos.forecast.model.Growth;
import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.forecast.model.Limit;
import dev.skopos.forecast.model.ModelReport;
import dev.skopos.forecast.model.TrendChange;
import dev.skopos.model.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CapacityBoardsTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final CapacityResource USERS =
      new CapacityResource("users", ResourceType.CUSTOM, "used", new LimitSource.Fixed(100));
  private static final CapacityDefinition DEFINITION =
      new CapacityDefinition(
          new ResourceId(CapacityDefinition.KIND, "shop", "web"),
          null,
          List.of(USERS),
          Duration.ofDays(30),
          Duration.ofDays(30),
          Duration.ofHours(1),
          RiskLevels.DEFAULT,
          CapacityAlerting.DEFAULT,
          List.of(),
          false);

  /** 30 days at 80, then up to 140 in 30 days; the limit is 100. */
  private static ResourceSnapshot rising() {
    double[] past = new double[30 * 24];
    Arrays.fill(past, 80);
    return new ResourceSnapshot(
        USERS,
        Risk.MEDIUM,
        80,
        100,
        HourlySeries.of(NOW.minus(Duration.ofDays(30)), past),
        new Limit.Constant(100),
        new Outlook(
            NOW,
            List.of(
                new Outlook.Expected(NOW, 78, 80, 82),
                new Outlook.Expected(NOW.plus(Duration.ofDays(30)), 100, 120, 140)),
            new Growth.Changing(1.33, 0.001),
            new Exhaustion(
                new Crossing.At(NOW.plus(Duration.ofDays(10))),
                new Crossing.At(NOW.plus(Duration.ofDays(15))),
                new Crossing.Never(),
                CrossingTimes.of(10, 240, 300, 300, 300, 300, 360, 400, 450, 500)),
            new ModelReport(Map.of(), false, false, TrendChange.NONE, Optional.empty(), 0, 0, 0)),
        List.of(),
        null,
        NOW);
  }

  private static CapacitySnapshot snapshot() {
    return new CapacitySnapshot(DEFINITION, Risk.MEDIUM, List.of(rising()), 0, NOW, null);
  }

  @Test
  void theChartHasThePastTheBandTheLimitAndTheDate() {
    CapacityChart chart = CapacityChart.of(DEFINITION, rising());

    assertThat(chart.history()).startsWith("M0.0 ").contains("L");
    assertThat(chart.median()).startsWith("M400.0 ").endsWith("L800.0 49.5");
    assertThat(chart.band()).startsWith("M400.0 ").endsWith("Z");
    assertThat(chart.limit()).isEqualTo("M0.0 81.3L800.0 81.3");
    assertThat(chart.now()).isEqualTo("400.0");
    assertThat(chart.exhaustion()).isEqualTo("600.0");
    assertThat(chart.limitTop()).isEqualTo("81.3");
    assertThat(chart.limitLabel()).isEqualTo("100");
    assertThat(chart.levels())
        .extracting(TimeChart.Mark::label)
        .containsExactly("0", "37.8", "75.6", "113", "151");
    assertThat(chart.times()).containsExactly("10-02", "10-17", "11-01", "11-16", "12-01");
  }

  @Test
  void aLimitThatWasRaisedIsAStep() {
    double[] limits = new double[30 * 24];
    Arrays.fill(limits, 0, 15 * 24, 90);
    Arrays.fill(limits, 15 * 24, limits.length, 100);
    ResourceSnapshot known = rising();
    ResourceSnapshot raised =
        new ResourceSnapshot(
            USERS,
            Risk.MEDIUM,
            80,
            100,
            known.history(),
            new Limit.Varying(HourlySeries.of(known.history().start(), limits)),
            known.outlook(),
            List.of(),
            null,
            NOW);

    assertThat(CapacityChart.of(DEFINITION, raised).limit())
        .isEqualTo("M0.0 97.1L200.0 97.1L200.0 81.3L800.0 81.3");
  }

  @Test
  void theListSaysHowEachNamespaceAndResourceIs() {
    CapacityBoard board = CapacityBoards.of(List.of(snapshot()));

    assertThat(board.namespaces())
        .containsExactly(new CapacityBoard.NamespaceRow("shop", "Medium", Board.Tone.WARN));
    assertThat(board.rows())
        .containsExactly(
            new CapacityBoard.Row(
                "shop",
                "web",
                "users",
                "Medium",
                Board.Tone.WARN,
                "80 of 100 (80.0 %)",
                "+1.33 a day",
                "2026-11-16"));
    assertThat(board.tiles())
        .extracting(Board.Tile::number)
        .containsExactly("0", "0", "1", "0", "0");
  }

  @Test
  void theDetailSaysTheRangeAndTheOdds() {
    CapacityBoard.Card card = CapacityBoards.detail(snapshot()).cards().getFirst();

    assertThat(card.range())
        .isEqualTo("in eight of ten cases from 2026-11-11 to not within 30 days");
    assertThat(card.odds()).isEqualTo("0 % within 7 days, 90 % within 30 days");
  }
}
