// SPDX-License-Identifier: Apache-2.0
package dev.skopos.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Runs actions at instants of its clock. What is planned for now or the past runs at once, ahead of
 * repeated runs that wait for a place. An action that throws is logged and ends neither the
 * scheduler nor its own task. Thread-safe.
 */
public interface Scheduler {

  /** The time that this scheduler goes by. */
  InstantSource clock();

  /** Runs the action once. */
  Task at(Instant when, Runnable action);

  /**
   * Runs the action on the grid {@code first + n * interval}, which never drifts. Two runs of the
   * task never overlap: slots that pass while a run is going on, or while the process stands still,
   * are left out and counted.
   *
   * @param interval positive
   * @param run gets the slot that it runs for, which is the planned time, not the real one
   */
  Task every(Instant first, Duration interval, Consumer<Instant> run);

  /**
   * Waits within a run, for instance before another attempt; returns at once when the duration is
   * not positive.
   */
  void pause(Duration duration) throws InterruptedException;

  /** Something that is planned. */
  interface Task {

    /** No further run begins; one that is going on is left to its end. Harmless when repeated. */
    void cancel();
  }
}
