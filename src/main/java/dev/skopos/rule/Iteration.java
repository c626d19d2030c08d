// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.rule.ActiveRule.Evaluated;
import dev.skopos.rule.ActiveRule.Failed;
import dev.skopos.rule.ActiveRule.Outcome;
import dev.skopos.rule.RuleSnapshot.Evaluation;
import dev.skopos.rule.RuleSnapshot.Problem;
import dev.skopos.rule.SampleWriter.RuleSample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the rules of a group once, in their order and at one instant. What a rule gives is
 * written before the next one is evaluated. Not thread-safe; used once.
 */
final class Iteration {
  private static final Logger LOG = Logger.getLogger(Iteration.class);

  private final RuleEnvironment environment;
  private final RuleMetrics metrics;
  private final GroupDefinition group;
  private final Instant at;
  private final ActiveRule.Evaluation scope;
  private final List<RuleSnapshot> rules = new ArrayList<>();
  private List<RuleSample> unwritten = List.of();
  private @Nullable Problem problem;
  private int series;
  private boolean changed;
  private boolean succeeded;

  Iteration(RuleEnvironment environment, RuleMetrics metrics, GroupDefinition group, Instant at) {
    this.environment = environment;
    this.metrics = metrics;
    this.group = group;
    this.at = at;
    this.scope =
        new ActiveRule.Evaluation(
            at,
            group.queryOffset(),
            group.limit(),
            group.id().namespace(),
            environment.queries(),
            environment.externalUrl());
  }

  /**
   * What came of an iteration.
   *
   * @param changed whether there is news that a restart must not forget
   * @param succeeded whether a rule was evaluated without a failure
   * @param unwritten what the last rule gave: to be written once the news is saved
   */
  record Result(
      Standing standing, boolean changed, boolean succeeded, List<RuleSample> unwritten) {}

  Result run(List<ActiveRule> active) {
    long begin = System.nanoTime();
    for (ActiveRule rule : active) {
      environment.write(unwritten);
      unwritten = List.of();
      evaluate(rule);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    Standing standing = Standing.of(rules, new Evaluation(at, took, series), problem);
    return new Result(standing, changed, succeeded, unwritten);
  }

  private void evaluate(ActiveRule rule) {
    long begin = System.nanoTime();
    Outcome outcome = outcome(rule);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    metrics.evaluated(took, outcome instanceof Failed);
    switch (outcome) {
      case Evaluated done -> {
        unwritten = done.samples();
        changed |= done.changed();
        succeeded = true;
        series += done.series();
        conclude(rule, new Evaluation(at, took, done.series()), false, done.problem());
      }
      case Failed failed -> conclude(rule, new Evaluation(at, took, 0), true, failed.problem());
    }
  }

  /** Expected failures are outcomes; another one must not leave the rule looking well. */
  private Outcome outcome(ActiveRule rule) {
    try {
      return rule.evaluate(scope);
    } catch (RuntimeException e) {
      LOG.errorf(e, "The evaluation of %s of %s failed", rule.identity().name(), group.id());
      return new Failed(new Problem("EvaluationFailed", "internal error: " + e));
    }
  }

  private void conclude(
      ActiveRule rule, Evaluation evaluation, boolean failed, @Nullable Problem trouble) {
    int position = rules.size();
    RuleDefinition definition = group.rules().get(position);
    rules.add(
        switch (rule) {
          case AlertingRule alerting ->
              Standing.alerting(definition, alerting.tracked(), evaluation, failed, trouble);
          case RecordingRule _ -> Standing.recording(definition, evaluation, failed, trouble);
        });
    if (trouble != null && problem == null) {
      problem = named(position, definition, trouble);
    }
  }

  /** In a group it has to be said whose problem it is. */
  private Problem named(int position, RuleDefinition rule, Problem trouble) {
    return switch (group.form()) {
      case SINGLE -> trouble;
      case GROUP ->
          new Problem(
              trouble.reason(),
              "%s (%s): %s".formatted(group.form().path(position), rule.name(), trouble.message()));
    };
  }
}
