// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.calendar.Span;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Sample;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.QueryFunction.QueryFailedException;
import dev.skopos.rule.SampleWriter;
import dev.skopos.rule.SampleWriter.RuleSample;
import dev.skopos.slo.Chronicle.Burning;
import dev.skopos.slo.Counting.CountingFailedException;
import dev.skopos.slo.ObjectiveSnapshot.Problem;
import dev.skopos.slo.ObjectiveSnapshot.State;
import dev.skopos.slo.budget.Evaluation;
import dev.skopos.slo.count.Accounts;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Evaluates one objective, once for each instant and one at a time. Thread-safe. */
final class ObjectiveRunner {

  private static final Logger LOG = Logger.getLogger(ObjectiveRunner.class);

  /** What is counted may lie behind by so much; then the evaluation fails. */
  private static final Duration MOST_BEHIND = Duration.ofMinutes(5);

  private final ResourceId id;
  private final Counting.Factory countings;
  private final SampleWriter samples;
  private final Instant created;
  private final Consumer<List<ObjectiveEvent>> record;
  private final Consumer<ResourceId> changed;
  private final ReentrantLock evaluating = new ReentrantLock();

  private volatile @Nullable ObjectivePlan plan;
  private volatile ObjectiveStanding standing = ObjectiveStanding.UNKNOWN;

  private volatile @Nullable Counting counting;
  private final AtomicReference<@Nullable Absence> absence = new AtomicReference<>();
  private final AtomicReference<@Nullable Set<Burning>> burning = new AtomicReference<>();

  // the rest belongs to whoever evaluates
  private @Nullable ObjectivePlan counted;
  private @Nullable ObjectivePlan evaluated;
  private Set<Labels> written = Set.of();
  private Instant firstAt = Instant.MAX;
  private Instant lastAt = Instant.MIN;

  /**
   * A runner without an objective.
   *
   * @param created what its rules did before is recorded already
   * @param record takes what is worth a record, without waiting for a disk
   * @param changed called when more changed than numbers
   */
  ObjectiveRunner(
      ResourceId id,
      ObjectiveEnvironment environment,
      Instant created,
      Consumer<List<ObjectiveEvent>> record,
      Consumer<ResourceId> changed) {
    this.id = id;
    this.countings = environment.countings();
    this.samples = environment.samples();
    this.created = created;
    this.record = record;
    this.changed = changed;
  }

  /** Evaluates by this plan from now on; null: not at all. */
  void want(@Nullable ObjectivePlan next) {
    plan = next;
  }

  @Nullable ObjectivePlan plan() {
    return plan;
  }

  ObjectiveStanding standing() {
    return standing;
  }

  /** What was counted; empty before the first evaluation. */
  Optional<Accounts> accounts() {
    return Optional.ofNullable(counting).map(Counting::accounts);
  }

  boolean isCounted(Span span) {
    Counting open = counting;
    return open != null
        && !open.countedFrom().isAfter(span.begin())
        && !open.accounts().until().isBefore(span.end());
  }

  /**
   * What an expression gives at an instant, for which the objective is evaluated when it was not
   * yet; an instant before the newest evaluation gets the answer of that. Empty: the expression is
   * of none of the alerts.
   */
  Optional<List<Element>> answer(String expr, Instant at) throws QueryFailedException {
    ObjectivePlan present = plan;
    Optional<PlannedAlert> alert = present == null ? Optional.empty() : present.alert(expr);
    if (present == null || alert.isEmpty()) {
      return Optional.empty();
    }
    evaluate(at);
    ObjectiveStanding known = standing;
    Evaluation evaluation = known.evaluation();
    if (evaluation == null || known.failed()) {
      throw new QueryFailedException(
          known.problem() == null ? "no evaluation yet" : known.problem().message());
    }
    Instant needed = present.needs(alert.get(), evaluation.upTo());
    if (known.countedFrom().isAfter(needed)) {
      throw new QueryFailedException(stillCounting(known.countedFrom(), needed));
    }
    return Optional.of(alert.get().condition().holds(evaluation));
  }

  private static String stillCounting(Instant from, Instant needed) {
    return "events are counted back to %s so far, and are needed from %s".formatted(from, needed);
  }

  /** Evaluates the objective for this instant, unless that was done or it is at rest. */
  void evaluate(Instant at) {
    boolean tell = false;
    evaluating.lock();
    try {
      ObjectivePlan present = plan;
      if (present != null
          && !present.definition().suspend()
          && (at.isAfter(lastAt) || !present.equals(evaluated))) {
        ObjectiveStanding before = standing;
        lastAt = at.isAfter(lastAt) ? at : lastAt.plusMillis(1);
        firstAt = firstAt.isBefore(lastAt) ? firstAt : lastAt;
        standing = evaluated(present, lastAt);
        evaluated = present;
        tell = standing.differsFrom(before);
        record.accept(Chronicle.between(present.definition(), before, standing));
        if (before.whole() == null) {
          noteAbsence(present, standing.whole());
        }
      }
    } finally {
      evaluating.unlock();
    }
    if (tell) {
      changed.accept(id);
    }
  }

  private void noteAbsence(ObjectivePlan present, @Nullable Evaluation first) {
    Counting open = counting;
    if (open != null && first != null) {
      open.resumedAt()
          .filter(begin -> begin.isBefore(first.at()))
          .ifPresent(begin -> absence.set(new Absence(present, open.accounts(), begin, first)));
    }
  }

  /** The time before the first evaluation, once. */
  Optional<Absence> takeAbsence() {
    return Optional.ofNullable(absence.getAndSet(null));
  }

  private ObjectiveStanding evaluated(ObjectivePlan present, Instant at) {
    try {
      Counting open = counting(present);
      open.advance(at);
      Instant until = open.accounts().until();
      if (until.isBefore(at.minus(MOST_BEHIND))) {
        throw new CountingFailedException("events are counted up to %s so far".formatted(until));
      }
      return standing(present, open, at);
    } catch (CountingFailedException e) {
      return standing.failing(new Problem("CountingFailed", Objects.toString(e.getMessage())));
    } catch (RuntimeException e) {
      // The alerts must not go on as if the newest evaluation were as good as the one before.
      Problem problem = new Problem("EvaluationFailed", e.toString());
      if (!problem.equals(standing.problem())) {
        LOG.errorf(e, "%s cannot be evaluated", id);
      }
      return standing.failing(problem);
    }
  }

  private ObjectiveStanding standing(ObjectivePlan present, Counting open, Instant at) {
    Accounts accounts = open.accounts();
    Evaluation evaluation = present.evaluator().evaluate(accounts, at, firstAt);
    Instant from = open.countedFrom();
    Instant begin = present.evaluator().windowBegin(evaluation.upTo());
    if (from.isAfter(begin)) {
      write(List.of(), at);
      return standing.counting(
          evaluation, from, new Problem("Counting", stillCounting(from, begin)));
    }
    State state = present.state(evaluation);
    Problem problem = problem(present, evaluation, open);
    Problem refused = write(present.series().samples(evaluation, state), at);
    return standing.next(
        evaluation,
        from,
        state,
        present.policyHolds(evaluation),
        problem == null ? refused : problem,
        caveat(present, open));
  }

  private static @Nullable Problem caveat(ObjectivePlan present, Counting open) {
    return open.sampleSpacing().flatMap(spacing -> ShortWindows.of(present, spacing)).orElse(null);
  }

  private Counting counting(ObjectivePlan present) {
    Counting open = counting;
    if (open == null || counted == null || !counted.countsAs(present.definition())) {
      open = countings.open(present.definition());
      counting = open;
    }
    counted = present;
    return open;
  }

  private static @Nullable Problem problem(
      ObjectivePlan present, Evaluation evaluation, Counting open) {
    if (evaluation.leftOut() > 0) {
      int most = present.definition().maxGroups();
      return new Problem(
          "TooManyGroups",
          "groupBy: %d groups, of which the first %d are looked at"
              .formatted(most + evaluation.leftOut(), most));
    }
    return open.gaps().findFirst().map(gap -> new Problem("Incomplete", gap)).orElse(null);
  }

  private @Nullable Problem write(List<RuleSample> batch, Instant at) {
    List<RuleSample> all = new ArrayList<>(batch);
    Set<Labels> present = LinkedHashSet.newLinkedHashSet(batch.size());
    batch.forEach(sample -> present.add(sample.labels()));
    for (Labels before : written) {
      if (!present.contains(before)) {
        all.add(new RuleSample(before, at.toEpochMilli(), Sample.STALE));
      }
    }
    written = present;
    return all.isEmpty()
        ? null
        : samples
            .write(all)
            .map(
                refused ->
                    new Problem(
                        "SamplesRefused",
                        "the store refused %d of its samples: %s"
                            .formatted(refused.samples(), refused.reason())))
            .orElse(null);
  }

  /** Records what its rules did, now that they changed. */
  void rulesChanged(Optional<GroupSnapshot> rules, Instant at) {
    ObjectivePlan present = plan;
    if (present == null) {
      return;
    }
    ObjectiveDefinition objective = present.definition();
    Set<Burning> now = Chronicle.burning(objective, rules, null);
    Set<Burning> before = burning.getAndSet(now);
    record.accept(
        Chronicle.tiers(
            objective,
            before == null ? Chronicle.burning(objective, rules, created) : before,
            now,
            at));
  }

  /** Ends its series and forgets how it stood; what was counted stays. */
  void rest(Instant at) {
    evaluating.lock();
    try {
      lastAt = at.isAfter(lastAt) ? at : lastAt.plusMillis(1);
      write(List.of(), lastAt);
      standing = ObjectiveStanding.UNKNOWN;
      evaluated = null;
    } finally {
      evaluating.unlock();
    }
  }
}
