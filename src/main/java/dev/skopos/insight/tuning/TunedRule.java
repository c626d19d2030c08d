// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.RuleDefinition;
import java.time.Duration;

/**
 * What of an alert rule decides when it fires.
 *
 * @param hold how long the condition has to hold ({@code for})
 * @param interval between two evaluations
 * @param queryOffset how far in the past the expression is evaluated
 */
public record TunedRule(
    String expr, Duration hold, Duration keepFiringFor, Duration interval, Duration queryOffset) {

  /** A rule of a group. */
  public static TunedRule of(GroupDefinition group, RuleDefinition.Alerting rule) {
    return new TunedRule(
        rule.expr(), rule.hold(), rule.keepFiringFor(), group.interval(), group.queryOffset());
  }
}
