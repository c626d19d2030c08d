// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.calendar.Span;
import dev.skopos.model.Applied;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.schedule.Scheduler;
import dev.skopos.slo.budget.BudgetCourse;
import dev.skopos.slo.budget.PeriodBudgets;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All objectives. Each is evaluated at once and then at the instants at which its rules are, writes
 * its series and has its alerts in the registry of rules, under its own id. Thread-safe; no method
 * waits for an evaluation.
 */
public final class ObjectiveRegistry {

  private static final Pattern RULE_PATH = Pattern.compile("spec\\.rules\\[\\d+]");

  private static final Logger LOG = Logger.getLogger(ObjectiveRegistry.class);
  private static final int MOST_RECORDED = 1000;

  private final ObjectiveEnvironment environment;
  private final Map<ResourceId, ObjectiveRunner> runners;
  private final Map<ResourceId, Scheduler.Task> tasks = new ConcurrentHashMap<>();
  private final Scheduler scheduler;
  private final RefusedObjectives refused = new RefusedObjectives();
  private final List<Consumer<ResourceId>> listeners = new CopyOnWriteArrayList<>();

  /** A registry without objectives. */
  public ObjectiveRegistry(ObjectiveEnvironment environment, Scheduler scheduler) {
    this.environment = environment;
    this.runners = environment.atWork().runners();
    this.scheduler = scheduler;
    environment.rules().onChange(this::ruleChanged);
  }

  /**
   * Puts an objective into force. What was counted goes on when the indicator stays.
   *
   * @return rejected with {@code InvalidTemplate} or {@code InvalidLabel}
   */
  public Applied apply(ObjectiveDefinition definition) {
    ResourceId id = definition.id();
    ObjectiveRunner runner = runners.computeIfAbsent(id, this::runner);
    ObjectivePlan before = runner.plan();
    if (before != null && before.definition().equals(definition)) {
      return Applied.ACCEPTED;
    }
    ObjectivePlan plan = ObjectivePlan.of(definition);
    // Rules may be evaluated before apply returns.
    runner.want(plan);
    Applied applied = environment.rules().apply(plan.rules());
    return switch (applied) {
      case Applied.Accepted accepted -> {
        schedule(definition, runner);
        if (before == null) {
          environment.upkeep().at(now(), () -> recordExclusions(definition));
        } else {
          record(Chronicle.exclusions(before.definition(), definition, now()));
        }
        tell(id);
        yield accepted;
      }
      case Applied.Rejected(String reason, String message) -> {
        runner.want(before);
        if (before == null) {
          runners.remove(id, runner);
        }
        yield new Applied.Rejected(reason, RULE_PATH.matcher(message).replaceAll("spec.alerting"));
      }
    };
  }

  private ObjectiveRunner runner(ResourceId id) {
    return new ObjectiveRunner(id, environment, now(), this::record, this::evaluated);
  }

  private void evaluated(ResourceId id) {
    ObjectiveRunner runner = runners.get(id);
    if (runner != null) {
      runner
          .takeAbsence()
          .ifPresent(absence -> environment.upkeep().at(now(), () -> record(id, absence)));
    }
    tell(id);
  }

  private void record(ResourceId id, Absence absence) {
    List<ObjectiveEvent> known = recorded(id, absence.present().at()).orElse(List.of());
    environment.events().append(absence.changes(known));
  }

  /** Of an objective that is new to this process: its record may know them from before. */
  private void recordExclusions(ObjectiveDefinition objective) {
    if (!objective.exclusions().isEmpty()) {
      Instant at = now();
      recorded(objective.id(), at.plusMillis(1))
          .map(known -> Chronicle.exclusions(objective, known, at))
          .ifPresent(environment.events()::append);
    }
  }

  private Optional<List<ObjectiveEvent>> recorded(ResourceId id, Instant end) {
    try {
      return Optional.of(environment.events().list(id, Instant.EPOCH, end, MOST_RECORDED));
    } catch (IOException e) {
      LOG.warnf("Cannot read the record of %s: %s", id, e.getMessage());
      return Optional.empty();
    }
  }

  private void schedule(ObjectiveDefinition definition, ObjectiveRunner runner) {
    ResourceId id = definition.id();
    cancel(tasks.remove(id));
    if (definition.suspend()) {
      scheduler.at(now(), () -> runner.rest(now()));
      return;
    }
    scheduler.at(now(), () -> runner.evaluate(now()));
    // At the same instants as the rules, so that each is evaluated once.
    Instant first =
        environment.rules().snapshot(id).map(GroupSnapshot::nextEvaluation).orElse(now());
    tasks.put(id, scheduler.every(first, definition.interval(), runner::evaluate));
  }

  private Instant now() {
    return scheduler.clock().instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static void cancel(Scheduler.@Nullable Task task) {
    if (task != null) {
      task.cancel();
    }
  }

  /** Ends its alerts and series, and forgets what was counted. */
  public void remove(ResourceId id) {
    ObjectiveRunner runner = runners.remove(id);
    environment.rules().remove(id);
    cancel(tasks.remove(id));
    if (runner != null) {
      runner.want(null);
      scheduler.at(now(), () -> end(runner, id));
    }
    tell(id);
  }

  private void end(ObjectiveRunner runner, ResourceId id) {
    Instant at = now();
    runner.rest(at);
    environment
        .upkeep()
        .at(at, () -> environment.events().append(List.of(Chronicle.deleted(id, at))));
    // An objective that was created anew goes on with what was counted.
    runners.compute(
        id,
        (_, created) -> {
          if (created == null) {
            environment.countings().forget(id);
          }
          return created;
        });
  }

  /**
   * Removes all others of the kind, among them those that were deleted while the process did not
   * run.
   */
  public void retainOnly(String kind, Set<ResourceId> ids) {
    runners.keySet().stream()
        .filter(id -> id.kind().equals(kind) && !ids.contains(id))
        .toList()
        .forEach(this::remove);
    environment.rules().retainOnly(kind, ids);
    environment.countings().retainOnly(kind, ids);
  }

  public Optional<ObjectiveSnapshot> snapshot(ResourceId id) {
    return Optional.ofNullable(runners.get(id)).flatMap(this::snapshot);
  }

  private Optional<ObjectiveSnapshot> snapshot(ObjectiveRunner runner) {
    ObjectivePlan plan = runner.plan();
    return plan == null
        ? Optional.empty()
        : Optional.of(
            new SnapshotView(
                    plan, runner.standing(), environment.rules().snapshot(plan.definition().id()))
                .snapshot());
  }

  /**
   * How the budget of a group of an objective came to stand as it does.
   *
   * @param points how many, at most {@link BudgetCourse#MOST_POINTS}
   * @return empty without the objective, or before its first evaluation
   */
  public Optional<BudgetCourse> course(
      ResourceId id, Labels group, Instant from, Instant to, int points) {
    ObjectiveRunner runner = runners.get(id);
    ObjectivePlan plan = runner == null ? null : runner.plan();
    return runner == null || plan == null
        ? Optional.empty()
        : runner
            .accounts()
            .map(accounts -> BudgetCourse.of(plan.evaluator(), accounts, group, from, to, points));
  }

  /** The budgets of periods; empty without the objective, or before its first evaluation. */
  public Optional<PeriodBudgets> budgets(ResourceId id) {
    ObjectiveRunner runner = runners.get(id);
    ObjectivePlan plan = runner == null ? null : runner.plan();
    return runner == null || plan == null
        ? Optional.empty()
        : runner.accounts().map(accounts -> new PeriodBudgets(plan.evaluator(), accounts));
  }

  /** Whether all events of the span that there are samples of are counted. */
  public boolean isCounted(ResourceId id, Span span) {
    ObjectiveRunner runner = runners.get(id);
    return runner != null && runner.isCounted(span);
  }

  /** Those whose newest definition is not in force. */
  public RefusedObjectives refused() {
    return refused;
  }

  /** How many objectives there are. */
  public int size() {
    return runners.size();
  }

  /** In ascending order of ids. */
  public List<ObjectiveSnapshot> snapshots() {
    return runners.values().stream()
        .map(this::snapshot)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(each -> each.definition().id()))
        .toList();
  }

  /**
   * Calls the listener when an objective's state, alerts, problem, policy or definition changed, or
   * the budget that is left by a whole percent; not for other new values.
   */
  public void onChange(Consumer<ResourceId> listener) {
    listeners.add(listener);
  }

  private void ruleChanged(ResourceId id) {
    ObjectiveRunner runner = runners.get(id);
    if (runner != null) {
      runner.rulesChanged(environment.rules().snapshot(id), now());
      tell(id);
    }
  }

  private void record(List<ObjectiveEvent> events) {
    if (!events.isEmpty()) {
      environment.upkeep().at(now(), () -> environment.events().append(events));
    }
  }

  private void tell(ResourceId id) {
    listeners.forEach(listener -> listener.accept(id));
  }
}
