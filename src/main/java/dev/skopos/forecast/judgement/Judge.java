// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.forecast.CapacityEnvironment;
import dev.skopos.forecast.SeriesReader.ReadFailedException;
import dev.skopos.forecast.WrittenSeries;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.QueryFunction;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.QueryFunction.QueryFailedException;
import dev.skopos.schedule.Scheduler.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges the series of one rule: has their past learned each hour, beside evaluations, and says at
 * each evaluation for which of them the rule alerts. Thread-safe.
 */
final class Judge {

  /** How often it is looked whether there is something to learn. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final ResourceId id;
  private final CapacityEnvironment environment;
  private final Instant started;
  private final Consumer<ResourceId> changed;

  /** Held while there is a lesson, which waits for the store. */
  private final ReentrantLock learning = new ReentrantLock();

  /** Held while verdicts are made or end: guards the windows, the series and the state. */
  private final ReentrantLock judging = new ReentrantLock();

  private final Windows windows = new Windows();
  private final WrittenSeries series;
  private volatile @Nullable Order order;
  private volatile JudgeState state = JudgeState.NOTHING;
  private volatile boolean stranger;
  private List<Task> tasks = List.of();

  /** What is to be judged, who learns it, and what is remembered of it. */
  private record Order(JudgedRule rule, Lessons lessons, Memory memory) {}

  /**
   * A judge without a rule.
   *
   * @param started when the process began
   * @param changed called when other series can be judged, or learning began to fail or to succeed
   */
  Judge(
      ResourceId id,
      CapacityEnvironment environment,
      Instant started,
      Consumer<ResourceId> changed) {
    this.id = id;
    this.environment = environment;
    this.started = started;
    this.changed = changed;
    this.series = new WrittenSeries(environment.samples());
  }

  /** Judges by another definition; what was learned stays where that makes no difference. */
  synchronized void want(JudgedRule rule) {
    Order before = order;
    if (before != null && before.rule.equals(rule)) {
      return;
    }
    boolean same = before != null && before.lessons.serve(rule);
    Order next = next(before, rule);
    tasks.forEach(Task::cancel);
    if (rule.rule().suspend()) {
      rest(next);
    } else {
      become(next, same);
      Instant now = environment.forecasts().clock().instant();
      tasks =
          List.of(
              environment.forecasts().at(now, () -> look(next)),
              environment.forecasts().every(now.plus(LOOK), LOOK, _ -> look(next)));
    }
  }

  /** What was said before a restart is of the rule that was in force then, while it is. */
  private Order next(@Nullable Order before, JudgedRule rule) {
    if (before == null) {
      Lessons lessons = new Lessons(rule, environment.reader());
      return new Order(rule, lessons, Memory.since(started, rule));
    }
    if (!before.lessons.serve(rule)) {
      return new Order(rule, new Lessons(rule, environment.reader()), Memory.none(rule));
    }
    Memory memory = rule.rule().suspend() ? Memory.none(rule) : before.memory;
    return new Order(rule, before.lessons, memory);
  }

  /** Nothing is judged any more, and the series end. */
  synchronized void close() {
    tasks.forEach(Task::cancel);
    rest(null);
  }

  private void rest(@Nullable Order idle) {
    become(idle, false);
    Instant now = environment.upkeep().clock().instant();
    tasks = List.of(environment.upkeep().at(now, this::end));
  }

  private void become(@Nullable Order next, boolean knowing) {
    judging.lock();
    try {
      order = next;
      if (!knowing) {
        state = JudgeState.NOTHING;
        windows.clear();
      }
    } finally {
      judging.unlock();
    }
  }

  private void end() {
    judging.lock();
    try {
      Order present = order;
      if (present == null || present.rule.rule().suspend()) {
        series.write(Map.of(), environment.upkeep().clock().instant());
      }
    } finally {
      judging.unlock();
    }
  }

  private void look(Order present) {
    JudgeState before = state;
    learning.lock();
    try {
      Instant now = environment.forecasts().clock().instant();
      Learned known = before.learned();
      boolean all = known == null || present.lessons.isDue(known, now);
      if (present.equals(order) && (all || stranger)) {
        stranger = false;
        publish(present, learn(present, all ? null : known, now), now);
      }
    } finally {
      learning.unlock();
    }
    if (state.differsFrom(before)) {
      changed.accept(id);
    }
  }

  /** What came of a lesson. */
  private sealed interface Lesson {
    record Passed(Learned learned) implements Lesson {}

    record Failed(String problem) implements Lesson {}
  }

  private Lesson learn(Order present, @Nullable Learned known, Instant now) {
    try {
      Learned next = present.lessons.learn(known, now);
      present.memory.recall(environment.reader(), now);
      return new Lesson.Passed(next);
    } catch (ReadFailedException e) {
      return new Lesson.Failed(String.valueOf(e.getMessage()));
    }
  }

  private void publish(Order present, Lesson lesson, Instant now) {
    judging.lock();
    try {
      if (present.equals(order)) {
        switch (lesson) {
          case Lesson.Passed(Learned learned) -> {
            windows.retainOnly(learned.series().keySet());
            windows.restore(learned.series().keySet(), present.memory, now);
            state = state.passed(learned);
          }
          case Lesson.Failed(String problem) -> state = state.failed(problem);
        }
      }
    } finally {
      judging.unlock();
    }
  }

  /**
   * The series for which the rule alerts.
   *
   * @param store gives the present values
   * @throws QueryFailedException when that cannot be said: alerts stay as they are
   */
  List<Element> judged(String expr, Instant at, QueryFunction store) throws QueryFailedException {
    Order present = order;
    if (present == null || !present.rule.expr().equals(expr)) {
      throw new QueryFailedException("the rule is being changed");
    }
    List<Element> values =
        switch (present.rule.judgement()) {
          case Judgement.Anomaly _ -> store.query(expr, at);
          case Judgement.Trend _ -> List.of();
        };
    judging.lock();
    try {
      return judged(present, values, at).alerts();
    } finally {
      judging.unlock();
    }
  }

  private Verdicts judged(Order present, List<Element> values, Instant at)
      throws QueryFailedException {
    Learned learned = state.good(at);
    if (!present.equals(order)) {
      throw new QueryFailedException("the rule is being changed");
    }
    Verdicts verdicts = new Verdicts(id);
    switch (present.rule.judgement()) {
      case Judgement.Anomaly anomaly -> {
        meet(learned.strangers(values), present.memory, at);
        verdicts.judge(anomaly, values, at, learned, windows);
      }
      case Judgement.Trend trend -> verdicts.judge(trend, learned);
    }
    series.write(verdicts.series(), at);
    state = state.judged(verdicts);
    return verdicts;
  }

  /**
   * Has new series learned soon. The alert of one that was judged before a restart must not end in
   * between.
   */
  private void meet(List<Labels> strangers, Memory memory, Instant at) throws QueryFailedException {
    stranger |= !strangers.isEmpty();
    if (strangers.stream().anyMatch(each -> memory.of(each, at).isPresent())) {
      throw new QueryFailedException("the past of some series is not known yet");
    }
  }

  /** Empty when it was closed. */
  Optional<JudgementSnapshot> snapshot() {
    Order present = order;
    return Optional.ofNullable(present).map(known -> state.snapshot(known.rule));
  }
}
