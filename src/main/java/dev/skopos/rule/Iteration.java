// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.rule.ActiveRule.Evaluated;
import dev.skopos.rule.ActiveRule.Failed;
import dev.skopos.rule.ActiveRule.Outcome;
import dev.skopos.rule.RuleSnapshot.Evaluation;
import dev.skopos.rule.RuleSnapshot.Problem;
import dev.skopos.rule.SampleWriter.Refused;
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
  private Duration took = Duration.ZERO;
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
            environment.queries().apply(group.id()),
            environment.externalUrl());
  }

  /** Evaluates the rules; what the last one gave is not written yet. */
  void run(List<ActiveRule> active) {
    long begin = System.nanoTime();
    for (ActiveRule rule : active) {
      write();
      evaluate(rule);
    }
    took = Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Whether there is news that a restart must not forget. */
  boolean changed() {
    return changed;
  }

  /** Whether a rule was evaluated without a failure. */
  boolean succeeded() {
    return succeeded;
  }

  /**
   * Writes what the last rule gave, to be called once the news is saved; gives what came of all.
   */
  Standing complete() {
    write();
    return Standing.of(rules, new Evaluation(at, took, series), problem);
  }

  /** Writes what the rule that was evaluated last gave. */
  private void write() {
    environment.write(unwritten).ifPresent(this::refused);
    unwritten = List.of();
  }

  /** As in Prometheus: the rule's state goes on, but its author has to know. */
  private void refused(Refused refused) {
    int position = rules.size() - 1;
    RuleSnapshot rule = rules.get(position);
    if (rule.problem() == null) {
      Problem trouble =
          new Problem(
              "SamplesRefused",
              "the store refused %d of its samples: %s"
                  .formatted(refused.samples(), refused.reason()));
      rules.set(position, rule.with(trouble));
      note(position, rule.definition(), trouble);
    }
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
    if (trouble != null) {
      note(position, definition, trouble);
    }
  }

  private void note(int position, RuleDefinition definition, Problem trouble) {
    if (problem == null) {
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
