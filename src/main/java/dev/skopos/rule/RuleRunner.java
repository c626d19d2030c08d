// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.alert.SourceAlerts;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.AlertingRule.Evaluated;
import dev.skopos.rule.AlertingRule.Failed;
import dev.skopos.rule.AlertingRule.Outcome;
import dev.skopos.rule.AlertingRule.Retired;
import dev.skopos.rule.RuleSnapshot.Evaluation;
import dev.skopos.rule.RuleSnapshot.Problem;
import dev.skopos.rule.SampleWriter.RuleSample;
import dev.skopos.schedule.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs one rule: brings what is evaluated in line with what is wanted, level-triggered. One step is
 * done at a time; what is wanted may change at any time without waiting for one. Thread-safe.
 */
final class RuleRunner {
  private static final Logger LOG = Logger.getLogger(RuleRunner.class);
  private static final Duration SAVE_INTERVAL = Duration.ofMinutes(1);

  private final ResourceId id;
  private final RuleEnvironment environment;
  private final InstantSource clock;
  private final RuleMetrics metrics;
  private final Consumer<RuleRunner> changed;
  private final RulePlan plan;
  private final AlertingRule alerting;
  private final ReentrantLock stepping = new ReentrantLock();

  private volatile @Nullable CompiledRule wanted;
  private volatile Standing standing;
  private volatile boolean resting;

  // the rest belongs to whoever steps
  private @Nullable CompiledRule current;
  private List<ResourceId> channels = List.of();
  private Instant lastAt = Instant.MIN;
  private Instant savedAt = Instant.MIN;
  private boolean saved;
  private boolean handedOver = true;

  /**
   * A runner that goes on with what was saved before a restart and wants nothing yet.
   *
   * @param changed called when the snapshot differs, and once more when the rule is gone
   */
  RuleRunner(
      ResourceId id,
      RuleEnvironment environment,
      Scheduler scheduler,
      RuleMetrics metrics,
      Consumer<RuleRunner> changed) {
    this.id = id;
    this.environment = environment;
    this.clock = scheduler.clock();
    this.metrics = metrics;
    this.changed = changed;
    this.plan = new RulePlan(id, scheduler, metrics, this::step);
    Optional<RuleState> state = environment.states().load(id);
    this.saved = state.isPresent();
    state.ifPresent(known -> channels = known.channels());
    this.alerting =
        new AlertingRule(state.map(known -> SavedAlerts.restore(known, now())).orElse(List.of()));
    this.standing = Standing.restored(alerting.tracked());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  ResourceId id() {
    return id;
  }

  /** Evaluates this rule from now on, the first time at once; null: ends everything. */
  void want(@Nullable CompiledRule rule) {
    wanted = rule;
    resting = false;
    CompiledRule active = active(rule);
    plan.every(active == null ? null : active.definition().interval());
    plan.atOnce();
  }

  /** Whether nothing is wanted of it and everything has ended; what is wanted later begins anew. */
  boolean isOver() {
    return wanted == null && resting;
  }

  boolean isWanted() {
    return wanted != null;
  }

  boolean wants(RuleDefinition definition) {
    CompiledRule rule = wanted;
    return rule != null && rule.definition().equals(definition);
  }

  int firing() {
    return standing.firing();
  }

  int pending() {
    return standing.pending();
  }

  Optional<RuleSnapshot> snapshot() {
    CompiledRule rule = wanted;
    if (rule == null) {
      return Optional.empty();
    }
    Standing known = standing;
    return Optional.of(
        new RuleSnapshot(
            rule.definition(),
            rule.definition().suspend() ? RuleSnapshot.State.SUSPENDED : known.state(),
            known.firing(),
            known.pending(),
            known.instances(),
            known.lastEvaluation(),
            known.problem(),
            plan.next(),
            known.lastTransition()));
  }

  private void step(Instant planned) {
    boolean tell;
    stepping.lock();
    try {
      Standing before = standing;
      CompiledRule rule = wanted;
      CompiledRule active = active(rule);
      if (active == null) {
        rest();
        resting = true;
      } else {
        evaluate(active, planned);
      }
      tell = rule == null || standing.differsFrom(before);
    } finally {
      stepping.unlock();
    }
    if (tell) {
      changed.accept(this);
    }
  }

  private static @Nullable CompiledRule active(@Nullable CompiledRule rule) {
    return rule == null || rule.definition().suspend() ? null : rule;
  }

  private void rest() {
    Instant at = after(now());
    Retired retired = alerting.retire(at);
    write(retired.samples());
    handOver(retired.resolved(), at);
    if (saved) {
      environment.states().delete(id);
      saved = false;
    }
    current = null;
    lastAt = at;
    standing = Standing.UNKNOWN.following(standing, at);
  }

  /** The instant, or one later than the last evaluation: a series takes no older sample. */
  private Instant after(Instant at) {
    return at.isAfter(lastAt) ? at : lastAt.plusMillis(1);
  }

  private void evaluate(CompiledRule rule, Instant planned) {
    boolean changedRule = current == null || !current.definition().equals(rule.definition());
    if (!changedRule && !planned.isAfter(lastAt)) {
      return;
    }
    Instant now = now();
    Duration late = Duration.between(planned, now);
    boolean tooLate = late.compareTo(rule.definition().interval()) >= 0;
    Instant at = after(tooLate ? now : planned);
    long begin = System.nanoTime();
    Outcome outcome = outcome(rule, at);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    metrics.evaluated(late, took, outcome instanceof Failed);
    current = rule;
    channels = rule.definition().channels();
    lastAt = at;
    standing = standing(outcome, at, took).following(standing, at);
    conclude(outcome, at);
    plan.alsoAt(alerting.due(rule.definition(), at));
  }

  /** Expected failures are outcomes; another one must not leave the rule looking well. */
  private Outcome outcome(CompiledRule rule, Instant at) {
    try {
      return alerting.evaluate(rule, at, environment.queries(), environment.externalUrl());
    } catch (RuntimeException e) {
      LOG.errorf(e, "The evaluation of %s failed", id);
      return new Failed(new Problem("EvaluationFailed", "internal error: " + e));
    }
  }

  private Standing standing(Outcome outcome, Instant at, Duration took) {
    return switch (outcome) {
      case Evaluated done ->
          Standing.after(
              alerting.tracked(), new Evaluation(at, took, done.series()), done.problem(), false);
      case Failed failed ->
          Standing.after(alerting.tracked(), new Evaluation(at, took, 0), failed.problem(), true);
    };
  }

  private void conclude(Outcome outcome, Instant at) {
    switch (outcome) {
      case Evaluated done -> {
        // Series whose alerts are saved can be ended after a kill.
        save(done.changed(), at);
        write(done.samples());
        handOver(toHandOver(), at);
      }
      case Failed _ -> {
        List<Alert> held = toHandOver();
        if (!held.isEmpty()) {
          handOver(held, at);
        }
      }
    }
  }

  private void write(List<RuleSample> samples) {
    if (!samples.isEmpty()) {
      environment.samples().write(samples);
    }
  }

  private void save(boolean urgent, Instant at) {
    if (alerting.tracked().isEmpty()) {
      if (saved) {
        environment.states().delete(id);
        saved = false;
      }
    } else if (urgent || !saved || !at.isBefore(savedAt.plus(SAVE_INTERVAL))) {
      environment.states().save(id, SavedAlerts.save(alerting.tracked(), channels, at));
      saved = true;
      savedAt = at;
    }
  }

  private List<Alert> toHandOver() {
    return alerting.alerts().stream()
        .filter(alert -> !(alert.state() instanceof AlertState.Pending))
        .toList();
  }

  /** Hands over what there is; nothing only once, and after a start, when none knows what was. */
  private void handOver(List<Alert> alerts, Instant at) {
    if (!alerts.isEmpty() || handedOver) {
      String path = "/ui/#%s/%s/%s".formatted(id.kind(), id.namespace(), id.name());
      environment.sink().accept(new SourceAlerts(id, channels, alerts, at, path));
      handedOver = !alerts.isEmpty();
    }
  }
}
