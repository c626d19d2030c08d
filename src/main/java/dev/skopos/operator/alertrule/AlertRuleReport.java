// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.alertrule;

import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.RuleState;
import dev.skopos.api.v1alpha1.alertrule.AlertRule;
import dev.skopos.api.v1alpha1.alertrule.AlertRuleStatus;
import dev.skopos.forecast.judgement.JudgementSnapshot;
import dev.skopos.notify.RoutingSnapshot;
import dev.skopos.operator.rule.RuleConditions;
import dev.skopos.operator.rule.RuleValues;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Conditions;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusValues;
import dev.skopos.rule.GroupSnapshot;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes the status of an AlertRule; pure but for its clock. */
final class AlertRuleReport {

  private final InstantSource clock;

  AlertRuleReport(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What is known of a rule.
   *
   * @param judgement empty for one that is not judged
   */
  record Facts(
      Optional<GroupSnapshot> rule,
      Optional<JudgementSnapshot> judgement,
      RoutingSnapshot routing) {}

  AlertRuleStatus status(AlertRule resource, Standing standing, Facts facts) {
    GroupSnapshot rule = facts.rule.orElse(null);
    return new AlertRuleStatus(
        resource.getMetadata().getGeneration(),
        standing.acceptedGeneration(),
        rule == null ? RuleState.UNKNOWN : RuleValues.state(rule.state()),
        conditions(resource, standing, facts),
        standing.handledTriggers(),
        rule == null ? List.of() : RuleValues.channels(facts.routing),
        rule == null ? null : rule.firing(),
        rule == null ? null : rule.pending(),
        rule == null ? List.of() : RuleValues.instances(rule.instances()),
        facts.judgement.map(JudgementReport::of).orElse(null),
        rule == null ? null : RuleValues.evaluation(rule.lastEvaluation()),
        rule == null ? null : StatusValues.time(rule.lastTransition()));
  }

  private List<Condition> conditions(AlertRule resource, Standing standing, Facts facts) {
    Conditions conditions =
        new Conditions(
            before(resource).map(AlertRuleStatus::conditions).orElse(List.of()),
            Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L),
            clock.instant());
    boolean suspended = facts.rule.filter(rule -> rule.definition().suspend()).isPresent();
    conditions.setResource(standing, suspended);
    facts.rule.ifPresent(rule -> RuleConditions.set(conditions, rule));
    facts.judgement.ifPresent(judgement -> JudgementReport.set(conditions, judgement));
    return conditions.list();
  }

  private static Optional<AlertRuleStatus> before(AlertRule resource) {
    return Optional.ofNullable(resource.getStatus());
  }

  /** The status without what every evaluation changes. */
  static AlertRuleStatus material(AlertRuleStatus status) {
    return new AlertRuleStatus(
        status.observedGeneration(),
        status.acceptedGeneration(),
        status.state(),
        Conditions.material(status.conditions()),
        status.handledTriggers(),
        status.channels(),
        status.firing(),
        status.pending(),
        RuleValues.material(status.instances()),
        JudgementReport.material(status.judgement()),
        null,
        status.lastTransitionTime());
  }

  /** What to tell when the state became that of the status. */
  static Optional<News> news(Optional<RuleState> before, AlertRuleStatus status) {
    RuleState state = Objects.requireNonNullElse(status.state(), RuleState.UNKNOWN);
    return RuleConditions.news(before, state, status.conditions());
  }
}
