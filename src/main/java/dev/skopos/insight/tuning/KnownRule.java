// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import dev.skopos.model.ResourceId;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.GroupDefinition.Form;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An alert rule in force and where it is declared.
 *
 * @param group the one that it is in; of an alert rule of its own, that alone
 * @param position in the rules of the group, from 0
 */
public record KnownRule(GroupDefinition group, int position, RuleDefinition.Alerting rule) {

  /** The kinds whose rules are written by people, as PromQL that the store answers. */
  private static final Set<String> WRITTEN = Set.of("AlertRule", "RuleGroup");

  /** All alert rules of these groups, in their order. */
  public static List<KnownRule> all(List<GroupSnapshot> groups) {
    List<KnownRule> found = new ArrayList<>();
    for (GroupSnapshot snapshot : groups) {
      GroupDefinition group = snapshot.definition();
      for (int i = 0; i < group.rules().size(); i++) {
        if (group.rules().get(i) instanceof RuleDefinition.Alerting alert) {
          found.add(new KnownRule(group, i, alert));
        }
      }
    }
    return found;
  }

  public ResourceId source() {
    return group.id();
  }

  public TunedRule tuned() {
    return TunedRule.of(group, rule);
  }

  /** Whether its expression is its author's own, so that he can change it. */
  public boolean isWritten() {
    return isWritten(source());
  }

  /** Whether the rules of this resource are its author's own. */
  public static boolean isWritten(ResourceId source) {
    return WRITTEN.contains(source.kind());
  }

  /** Whether its author has a threshold to move. */
  public boolean isTunable() {
    return isWritten() && ThresholdAdvisor.isTunable(rule.expr());
  }

  /** Whether it is known by this name: that of the alert, or that of a resource of its own. */
  public boolean isNamed(String name) {
    return rule.name().equals(name)
        || (group.form() == Form.SINGLE && source().name().equals(name));
  }

  /** A command that replaces the expression. */
  public String patchExpr(String expr) {
    return new RulePatch(this, "expr", rule.expr()).with(expr);
  }

  /** A command that sets how long the condition has to hold. */
  public String patchHold(String hold) {
    return new RulePatch(this, "for", null).with(hold);
  }
}
