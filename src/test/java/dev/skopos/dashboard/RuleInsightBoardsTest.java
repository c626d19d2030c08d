// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.dashboard.Board.Tone;
import dev.skopos.insight.tuning.KnownRule;
import dev.skopos.insight.tuning.NoiseAction;
import dev.skopos.insight.tuning.NoiseReport;
import dev.skopos.insight.tuning.NoisyRule;
import dev.skopos.insight.tuning.Threshold;
import dev.skopos.insight.tuning.ThresholdAdvice;
import dev.skopos.insight.tuning.ThresholdAdvice.Candidate;
import dev.skopos.insight.tuning.ThresholdResult;
import dev.skopos.model.ResourceId;
import dev.skopos.promql.ast.BinaryOperator;
import dev.skopos.promql.ast.Span;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.GroupDefinition.Form;
import dev.skopos.rule.RuleDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RuleInsightBoardsTest {

  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  private static KnownRule rule(String expr) {
    RuleDefinition.Alerting alert =
        new RuleDefinition.Alerting(
            "High & slow",
            expr,
            Duration.ofMinutes(5),
            Duration.ZERO,
            new TreeMap<>(Map.of("severity", "critical")),
            new TreeMap<>());
    GroupDefinition group =
        new GroupDefinition(
            new ResourceId("RuleGroup", "shop", "load"),
            Form.GROUP,
            Duration.ofMinutes(1),
            Duration.ZERO,
            0,
            false,
            List.of(),
            List.of(alert));
    return new KnownRule(group, 0, alert);
  }

  private static NoisyRule noisy(KnownRule rule, NoiseAction action) {
    return new NoisyRule(
        new NoisyRule.Name("shop", "High & slow", "critical"),
        List.of(rule),
        12,
        12,
        0.5,
        Duration.ofHours(3),
        Duration.ofMinutes(4),
        9,
        0.75,
        1,
        action);
  }

  private static RuleNoiseBoard.Row row(String expr, NoiseAction action) {
    NoiseReport report =
        new NoiseReport(
            NOW.minus(Duration.ofDays(7)), NOW, List.of(noisy(rule(expr), action)), 1, 24, false);
    return RuleNoiseBoards.of(7, report).rows().getFirst();
  }

  @Test
  void aRowSaysHowNoisyARuleIsAndLinksToItsThresholds() {
    RuleNoiseBoard.Row row =
        row("load > 5", new NoiseAction.RaiseHold(Duration.ofMinutes(9), 3, "kubectl patch"));

    assertThat(row.link())
        .isEqualTo("/ui/insights/rules?namespace=shop&rule=High+%26+slow&group=load&position=0");
    assertThat(row.share()).isEqualTo("50.00 %");
    assertThat(row.firing()).isEqualTo("3 h");
    assertThat(row.brief()).isEqualTo("9 (75.00 %)");
    assertThat(row.now()).isEqualTo("1 firing now");
    assertThat(row.tone()).isEqualTo(Tone.WARN);
    assertThat(row.advice()).isEqualTo("Raise for to 9m: 3 of its firings would be left.");
    assertThat(row.patch()).isEqualTo("kubectl patch");
  }

  @Test
  void withoutAThresholdThereIsNoLink() {
    RuleNoiseBoard.Row row = row("absent(up)", new NoiseAction.DeleteOrFix());

    assertThat(row.link()).isEmpty();
    assertThat(row.tone()).isEqualTo(Tone.BAD);
    assertThat(row.patch()).isEmpty();
  }

  @Test
  void thresholdsAreShownWithTheProposalAndItsCommand() {
    Candidate present = new Candidate(5, "5", "present", true, 60, 14, Duration.ofHours(20), 1);
    Candidate proposed = new Candidate(7.5, "7.5", "p99.9", false, 4, 0.93, Duration.ofHours(1), 1);
    ThresholdAdvice advice =
        new ThresholdAdvice(
            new Threshold("load > 5", "load", BinaryOperator.GREATER, 5, new Span(7, 8)),
            Duration.ofMinutes(1),
            Duration.ofDays(30),
            1,
            new ThresholdAdvice.Spread(0, 1, 6, 9),
            1,
            List.of(present, proposed),
            proposed,
            List.of());

    ThresholdBoard board =
        ThresholdBoards.of(rule("load > 5"), new ThresholdResult.Advised(advice));

    assertThat(board.rows())
        .extracting(ThresholdBoard.Row::threshold, ThresholdBoard.Row::mark)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("5", "present"),
            org.assertj.core.groups.Tuple.tuple("7.5", "proposed"));
    assertThat(board.proposal())
        .isEqualTo("> 7.5 would have fired 0.93 times a week; wanted are at most 1.");
    assertThat(board.patch()).contains("patch rulegroup load", "\"value\":\"load > 7.5\"");
  }

  @Test
  void whatHasNoThresholdSaysWhy() {
    ThresholdBoard board =
        ThresholdBoards.of(
            rule("absent(up)"), new ThresholdResult.NoThreshold("no comparison on top"));

    assertThat(board.notes())
        .containsExactly("There is no threshold to move: no comparison on top.");
    assertThat(board.rows()).isEmpty();
  }
}
