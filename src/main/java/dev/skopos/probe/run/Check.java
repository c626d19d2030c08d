// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.model.ResourceId;
import dev.skopos.net.tls.TlsFacts;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.CheckSnapshot.Finding;
import dev.skopos.probe.CheckSnapshot.LastRun;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.probe.CheckSnapshot.Times;
import dev.skopos.probe.CheckState;
import dev.skopos.probe.CheckStateStore;
import dev.skopos.probe.Reason;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.expect.Expectations;
import dev.skopos.schedule.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One check in operation: when it runs, what came of it, and its series. No two of its runs go on
 * at the same time; a run of a definition that was replaced is given up and its result forgotten.
 * Thread-safe; its lock is never held while the network or the volume is used.
 */
final class Check {

  /** Queries look back five minutes; values older than this are appended again. */
  private static final Duration REPETITION = Duration.ofSeconds(60);

  private final Tools tools;
  private final TrackRecord track;
  private final CheckSeries series;
  private final ReentrantLock saving = new ReentrantLock();
  private Plan plan;
  private Scheduler.@Nullable Task task;
  private Scheduler.@Nullable Task repetition;
  private @Nullable Thread running;
  private @Nullable Instant nextRun;
  private @Nullable RunResult last;
  private boolean unsaved = true;
  private boolean closed;

  /**
   * What checks work with.
   *
   * @param upkeep for what must not wait behind slow runs
   * @param changed is told of each change of the snapshot
   */
  record Tools(
      Scheduler runs,
      Scheduler upkeep,
      CheckRun run,
      CheckStateStore states,
      Consumer<ResourceId> changed) {

    Instant now() {
      return runs.clock().instant();
    }
  }

  /** A definition that is in force; each has an identity, by which its runs are told apart. */
  private static final class Plan {
    final CheckDefinition definition;
    final Expectations expectations;

    Plan(CheckDefinition definition, Expectations expectations) {
      this.definition = definition;
      this.expectations = expectations;
    }
  }

  /**
   * A check that does not run yet.
   *
   * @param track what is remembered of its runs; belongs to the check from now on
   * @param series those it had before; belong to the check from now on
   */
  Check(
      CheckDefinition definition,
      Expectations expectations,
      TrackRecord track,
      CheckSeries series,
      Tools tools) {
    this.tools = tools;
    this.plan = new Plan(definition, expectations);
    this.track = track;
    this.series = series;
  }

  synchronized CheckDefinition definition() {
    return plan.definition;
  }

  /** Begins to run the check, first at this time. */
  synchronized void start(Instant first) {
    if (plan.definition.suspend()) {
      series.end(tools.now());
    }
    schedule(first);
  }

  /** Puts another definition in force, to be run first at this time. */
  synchronized void replace(CheckDefinition definition, Expectations expectations, Instant first) {
    if (plan.definition.suspend() != definition.suspend()) {
      track.restart(tools.now());
    }
    plan = new Plan(definition, expectations);
    stop();
    if (definition.suspend()) {
      series.end(tools.now());
    }
    unsaved = true;
    if (running == null) {
      schedule(first);
    }
  }

  /** Ends the check and its series, and forgets its state. */
  void remove() {
    synchronized (this) {
      closed = true;
      unsaved = false;
      stop();
      series.end(tools.now());
    }
    saving.lock();
    try {
      tools.states.delete(definition().id());
    } finally {
      saving.unlock();
    }
  }

  /** Ends the check, which will go on after a restart, so that its series do not end. */
  void close() {
    synchronized (this) {
      closed = true;
      stop();
    }
    save();
  }

  /** Runs the check once, beside its schedule; says no when it is at rest. */
  synchronized boolean runNow() {
    Plan current = plan;
    if (current.definition.suspend() || closed) {
      return false;
    }
    tools.runs.at(tools.now(), () -> run(current));
    return true;
  }

  /** Saves the state if it changed; waits for the volume without delaying runs and snapshots. */
  void save() {
    saving.lock();
    try {
      CheckState state = unsavedState();
      if (state != null) {
        tools.states.save(definition().id(), state);
      }
    } finally {
      saving.unlock();
    }
  }

  private synchronized @Nullable CheckState unsavedState() {
    if (!unsaved) {
      return null;
    }
    unsaved = false;
    return track.save();
  }

  private void stop() {
    cancel(task);
    cancel(repetition);
    nextRun = null;
    if (running != null) {
      running.interrupt();
    }
  }

  private static void cancel(Scheduler.@Nullable Task planned) {
    if (planned != null) {
      planned.cancel();
    }
  }

  private void schedule(Instant first) {
    Plan current = plan;
    if (current.definition.suspend() || closed) {
      return;
    }
    Duration interval = current.definition.schedule().interval();
    nextRun = first;
    task = tools.runs.every(first, interval, slot -> runSlot(current, slot.plus(interval)));
  }

  private void runSlot(Plan current, Instant next) {
    synchronized (this) {
      if (current == plan && !closed) {
        nextRun = next;
      }
    }
    run(current);
  }

  private void run(Plan current) {
    if (!begin(current)) {
      return;
    }
    @Nullable RunResult result = null;
    try {
      result = tools.run.perform(current.definition, current.expectations);
    } catch (InterruptedException _) {
      // The definition was replaced or is gone, and with it the use of this run.
    } finally {
      finish(current, result);
    }
    tools.changed.accept(current.definition.id());
  }

  private synchronized boolean begin(Plan current) {
    if (current != plan || closed || running != null) {
      return false;
    }
    running = Thread.currentThread();
    return true;
  }

  private synchronized void finish(Plan current, @Nullable RunResult result) {
    running = null;
    // An interrupt that came too late must not hit what the thread does next.
    boolean _ = Thread.interrupted();
    if (closed) {
      return;
    }
    if (current != plan) {
      schedule(tools.now());
    } else if (result != null) {
      settle(result);
    }
  }

  private void settle(RunResult result) {
    CheckDefinition definition = plan.definition;
    Instant now = tools.now();
    track.add(result, definition.thresholds());
    last = result;
    unsaved = true;
    series.append(now, CheckSeries.values(definition, result, track));
    cancel(repetition);
    if (definition.schedule().interval().compareTo(REPETITION) > 0) {
      Plan current = plan;
      repetition = tools.upkeep.every(now.plus(REPETITION), REPETITION, _ -> repeat(current));
    }
  }

  private synchronized void repeat(Plan current) {
    if (current == plan && !closed) {
      series.repeat(tools.now());
    }
  }

  synchronized CheckSnapshot snapshot() {
    CheckState.Standing standing = track.standing();
    boolean rests = plan.definition.suspend();
    Optional<RunResult> run = Optional.ofNullable(last);
    return new CheckSnapshot(
        plan.definition,
        rests ? State.SUSPENDED : standing.state(),
        rests ? new Finding(Reason.SUSPENDED, "the check is suspended") : standing.finding(),
        new Times(track.lastProbe(), standing.lastSuccess(), standing.lastTransition(), nextRun),
        standing.consecutive(),
        track.latency(),
        track.uptime(tools.now()),
        run.flatMap(RunResult::measurement).flatMap(m -> m.tls().flatMap(TlsFacts::certificate)),
        run.map(r -> new LastRun(r.begin(), r.outcome(), r.attempts(), r.assertions())),
        track.history());
  }
}
