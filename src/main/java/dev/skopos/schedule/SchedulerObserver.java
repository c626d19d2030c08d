// SPDX-License-Identifier: Apache-2.0
package dev.skopos.schedule;

import java.time.Duration;

/** Hears how punctual a scheduler is. Called from the scheduler's threads; returns at once. */
public interface SchedulerObserver {

  SchedulerObserver NONE =
      new SchedulerObserver() {
        @Override
        public void started(Duration lag) {}

        @Override
        public void ended() {}

        @Override
        public void skipped(long slots) {}
      };

  /** A run begins, so much later than planned; waiting for a free place is part of the lag. */
  void started(Duration lag);

  /** A run that began is over. */
  void ended();

  /** Slots of a repeated task were left out. */
  void skipped(long slots);
}
