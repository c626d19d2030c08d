// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.RuleDefinition;

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

  String expr() {
    return rule.rules().getFirst().expr();
  }
}
