// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.alert.AlertState.Pending;
import dev.skopos.alert.SourceAlerts;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.ActiveRule.Retired;
import dev.skopos.rule.RuleSnapshot.Evaluation;
import dev.skopos.rule.RuleSnapshot.State;
import dev.skopos.schedule.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one group: brings what is evaluated in line with what is wanted, level-triggered. One step
 * is done at a time; what is wanted may change at any time without waiting for one. Thread-safe.
 */
final class GroupRunner {

  private final ResourceId id;
  private final RuleEnvironment environment;
  private final InstantSource clock;
  private final RuleMetrics metrics;
  private final Consumer<GroupRunner> changed;
  private final RulePlan plan;
  private final SavedGroup saved;
  private final RulesAtWork rules = new RulesAtWork();
  private final ReentrantLock stepping = new ReentrantLock();

  private volatile @Nullable CompiledGroup wanted;
  private volatile Standing standing;
  private volatile boolean resting;
  private volatile long iterations;
  private volatile long failedEvaluations;

  // the rest belongs to whoever steps
  private @Nullable CompiledGroup current;
  private List<ResourceId> channels = List.of();
  private Duration queryOffset = Duration.ZERO;
  private Instant lastAt = Instant.MIN;
  private boolean handedOver = true;
  private boolean edited;

  /**
   * A runner that goes on with what was saved before a restart and wants nothing yet.
   *
   * @param changed called when the snapshot differs, and once more when the group is gone
   */
  GroupRunner(
      ResourceId id,
      RuleEnvironment environment,
      Scheduler scheduler,
      RuleMetrics metrics,
      Consumer<GroupRunner> changed) {
    this.id = id;
    this.environment = environment;
    this.clock = scheduler.clock();
    this.metrics = metrics;
    this.changed = changed;
    this.plan = new RulePlan(id, scheduler, metrics::missed, this::step);
    this.saved = new SavedGroup(id, environment.states());
    saved.load().ifPresent(this::restore);
    this.standing = restored();
  }

  private void restore(RuleState state) {
    channels = state.channels();
    queryOffset = Duration.ofMillis(state.queryOffset());
    rules.restore(state, now());
  }

  /** What is known right after a restart. */
  private Standing restored() {
    List<RuleSnapshot> alerting = new ArrayList<>();
    for (AlertingRule rule : alertingRules()) {
      RuleIdentity identity = rule.identity();
      RuleDefinition.Alerting definition =
          new RuleDefinition.Alerting(
              identity.name(),
              identity.expr(),
              Duration.ZERO,
              Duration.ZERO,
              identity.labels(),
              new TreeMap<>());
      alerting.add(Standing.alerting(definition, rule.tracked(), null, false, null));
    }
    return Standing.of(alerting, null, null);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  ResourceId id() {
    return id;
  }

  /**
   * Evaluates this group from now on; null: ends everything. What an edit ends, ends at once; a
   * group as in Prometheus waits for its next slot with the rest.
   */
  void want(@Nullable CompiledGroup group) {
    wanted = group;
    resting = false;
    CompiledGroup active = active(group);
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

  boolean wants(GroupDefinition definition) {
    CompiledGroup group = wanted;
    return group != null && group.definition().equals(definition);
  }

  int firing() {
    return standing.firing();
  }

  int pending() {
    return standing.pending();
  }

  Optional<GroupSnapshot> snapshot() {
    CompiledGroup group = wanted;
    return group == null ? Optional.empty() : Optional.of(snapshot(group, standing));
  }

  private GroupSnapshot snapshot(CompiledGroup group, Standing known) {
    GroupDefinition definition = group.definition();
    return new GroupSnapshot(
        definition,
        definition.suspend() ? State.SUSPENDED : known.state(),
        known.firing(),
        known.pending(),
        known.instances(),
        known.of(definition.rules()),
        known.lastEvaluation(),
        known.problem(),
        plan.next(),
        known.lastTransition(),
        tally());
  }

  GroupSnapshot.Tally tally() {
    return new GroupSnapshot.Tally(iterations, plan.missed(), failedEvaluations);
  }

  Optional<Evaluation> lastEvaluation() {
    return Optional.ofNullable(standing.lastEvaluation());
  }

  private void step(Instant planned, boolean slot) {
    boolean tell;
    stepping.lock();
    try {
      Standing before = standing;
      CompiledGroup group = wanted;
      CompiledGroup active = active(group);
      if (active == null) {
        rest();
        resting = true;
      } else {
        evaluate(active, planned, slot);
      }
      tell = group == null || standing.differsFrom(before);
    } finally {
      stepping.unlock();
    }
    if (tell) {
      changed.accept(this);
    }
  }

  private static @Nullable CompiledGroup active(@Nullable CompiledGroup group) {
    return group == null || group.definition().suspend() ? null : group;
  }

  private void rest() {
    Instant at = after(now());
    handOver(retire(rules.list(), at), at);
    rules.clear();
    saved.delete();
    current = null;
    lastAt = at;
    standing = Standing.UNKNOWN.following(standing, at);
  }

  /** Ends these rules; gives the alerts that ended with them. */
  private List<Alert> retire(List<ActiveRule> gone, Instant at) {
    List<Alert> resolved = new ArrayList<>();
    for (ActiveRule rule : gone) {
      Retired retired = rule.retire(at, at.minus(queryOffset));
      environment.write(retired.samples());
      resolved.addAll(retired.resolved());
    }
    return resolved;
  }

  /** The instant, or one later than the last evaluation: a series takes no older sample. */
  private Instant after(Instant at) {
    return at.isAfter(lastAt) ? at : lastAt.plusMillis(1);
  }

  private void evaluate(CompiledGroup group, Instant planned, boolean slot) {
    GroupDefinition definition = group.definition();
    boolean fresh = current == null || !current.definition().equals(definition);
    if (fresh) {
      adopt(group);
    }
    switch (definition.form()) {
      case SINGLE -> {
        if (fresh || planned.isAfter(lastAt)) {
          iterate(definition, after(prompt(planned, definition.interval())), planned);
          plan.alsoAt(due(lastAt));
        }
      }
      case GROUP -> {
        if (slot && planned.isAfter(lastAt)) {
          iterate(definition, planned, planned);
        }
      }
    }
  }

  private void adopt(CompiledGroup group) {
    Instant at = after(now());
    List<Alert> resolved = retire(rules.become(group), at);
    if (!resolved.isEmpty()) {
      List<Alert> all = new ArrayList<>(toHandOver());
      all.addAll(resolved);
      handOver(distinct(all), at);
    }
    current = group;
    edited = true;
    channels = group.definition().channels();
    queryOffset = group.definition().queryOffset();
  }

  /** An evaluation that is late by an interval is made for now. */
  private Instant prompt(Instant planned, Duration interval) {
    Instant now = now();
    return Duration.between(planned, now).compareTo(interval) >= 0 ? now : planned;
  }

  private void iterate(GroupDefinition group, Instant at, Instant planned) {
    metrics.began(Duration.between(planned, now()));
    Iteration iteration = new Iteration(environment, metrics, group, at);
    iteration.run(rules.list());
    lastAt = at;
    // Series that are saved can be ended after a kill.
    saved.save(rules.list(), channels, queryOffset, edited || iteration.changed(), at);
    edited = false;
    Standing next = iteration.complete();
    count(next.rules());
    standing = next.following(standing, at);
    List<Alert> alerts = toHandOver();
    if (iteration.succeeded() || !alerts.isEmpty()) {
      handOver(alerts, at);
    }
  }

  private void count(List<RuleSnapshot> evaluated) {
    long before = iterations;
    long failed = failedEvaluations;
    iterations = before + 1;
    failedEvaluations = failed + evaluated.stream().filter(RuleSnapshot::failed).count();
  }

  private List<AlertingRule> alertingRules() {
    List<AlertingRule> alerting = new ArrayList<>();
    for (ActiveRule rule : rules.list()) {
      if (rule instanceof AlertingRule each) {
        alerting.add(each);
      }
    }
    return alerting;
  }

  private Optional<Instant> due(Instant after) {
    return alertingRules().stream()
        .flatMap(rule -> rule.due(after).stream())
        .min(Instant::compareTo);
  }

  private List<Alert> toHandOver() {
    List<Alert> alerts = new ArrayList<>();
    for (AlertingRule rule : alertingRules()) {
      for (TrackedAlert tracked : rule.tracked()) {
        if (!(tracked.alert().state() instanceof Pending)) {
          alerts.add(tracked.alert());
        }
      }
    }
    return rules.list().size() < 2 ? alerts : distinct(alerts);
  }

  /** Two rules may raise the same alert: it ends when neither fires. */
  private static List<Alert> distinct(List<Alert> alerts) {
    Map<Labels, Alert> distinct = new TreeMap<>();
    for (Alert alert : alerts) {
      distinct.merge(
          alert.labels(),
          alert,
          (known, other) -> known.state() instanceof AlertState.Firing ? known : other);
    }
    return List.copyOf(distinct.values());
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
