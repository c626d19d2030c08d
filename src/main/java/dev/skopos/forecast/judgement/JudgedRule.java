// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.forecast.model.AnomalyWindow;
import dev.skopos.forecast.model.LevelChange;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.RuleDefinition;
import java.math.BigDecimal;

/**
 * An alert rule with what its series are judged by. Immutable.
 *
 * @param rule a group of one alerting rule that is judged
 */
public record JudgedRule(GroupDefinition rule, Judgement judgement) {

  public JudgedRule {
    if (!(rule.rules().getFirst() instanceof RuleDefinition.Alerting alert && alert.judged())) {
      throw new IllegalArgumentException("a rule that is not judged: " + rule.id());
    }
  }

  /** What is judged, in PromQL. */
  public String expr() {
    return rule.rules().getFirst().expr();
  }

  /**
   * PromQL that gives what the rule alerts of, for clients that know rules by their queries: it
   * reads what the rule has written of its verdicts. Where an evaluation had no value it looks less
   * far back than the rule itself.
   */
  public String query() {
    return switch (judgement) {
      case Judgement.Anomaly _ ->
          "(%s\n) and ignoring (%s) (sum_over_time(%s[%dms]) >= %d)"
              .formatted(
                  expr(),
                  JudgementMetric.ADDED,
                  JudgementMetric.STRANGE.selector(rule.id()),
                  AnomalyWindow.SEEN * rule.interval().toMillis(),
                  AnomalyWindow.STRANGE);
      case Judgement.Trend trend ->
          "(%s) and %s < %s"
              .formatted(
                  moved(trend),
                  JudgementMetric.CHANGE_CHANCE.selector(rule.id()),
                  LevelChange.SIGNIFICANT);
    };
  }

  private String moved(Judgement.Trend trend) {
    String change = JudgementMetric.CHANGE.selector(rule.id());
    String least = BigDecimal.valueOf(trend.changePercent()).movePointLeft(2).toPlainString();
    return switch (trend.way()) {
      case UP -> "%s >= %s".formatted(change, least);
      case DOWN -> "%s <= -%s".formatted(change, least);
      case BOTH -> "%1$s >= %2$s or %1$s <= -%2$s".formatted(change, least);
    };
  }
}
