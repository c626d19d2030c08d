// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import java.time.Duration;

/**
 * What a rule would have done with a threshold: the state machine of the rule engine, one alert for
 * each series, evaluated at each step of the history. An alert fires once its condition has held
 * for as long as the rule demands, and ends when it has not held for the time it is kept firing.
 */
final class FiringSimulation {

  private static final long NEVER = Long.MIN_VALUE;

  /**
   * What came of it.
   *
   * @param count how often an alert began to fire, of all series
   * @param firing how long alerts fired, all added up; one that fires at the end until then
   * @param series how many series had an alert that fired
   */
  record Firings(long count, Duration firing, int series) {}

  private final long step;
  private final long hold;
  private final long keepFiringFor;

  private long count;
  private long firing;
  private long activeAt;
  private long firedAt;
  private long clearedAt;

  private FiringSimulation(long step, Duration hold, Duration keepFiringFor) {
    this.step = step;
    this.hold = hold.toMillis();
    this.keepFiringFor = keepFiringFor.toMillis();
  }

  /** Runs the rule over the history. */
  static Firings run(
      History history, Threshold threshold, double limit, Duration hold, Duration keepFiringFor) {
    FiringSimulation simulation = new FiringSimulation(history.grid().step(), hold, keepFiringFor);
    int fired = 0;
    for (History.Course course : history.courses()) {
      long before = simulation.count;
      simulation.run(course, history.grid().sliceSteps(), threshold, limit);
      fired += simulation.count > before ? 1 : 0;
    }
    return new Firings(simulation.count, Duration.ofMillis(simulation.firing), fired);
  }

  private void run(History.Course course, int sliceSteps, Threshold threshold, double limit) {
    activeAt = NEVER;
    firedAt = NEVER;
    clearedAt = NEVER;
    for (int slice = 0; slice < course.count(); slice++) {
      double[] values = course.slice(slice);
      long begin = (long) slice * sliceSteps * step;
      if (values == null && activeAt == NEVER) {
        continue;
      }
      for (int i = 0; i < sliceSteps; i++) {
        evaluate(begin + i * step, values != null && threshold.holds(values[i], limit));
      }
    }
    if (firedAt != NEVER) {
      firing += ((long) course.count() * sliceSteps - 1) * step - firedAt;
    }
  }

  private void evaluate(long at, boolean holds) {
    if (holds) {
      seen(at);
    } else if (firedAt != NEVER) {
      clearedAt = clearedAt == NEVER ? at : clearedAt;
      if (at - clearedAt >= keepFiringFor) {
        firing += at - firedAt;
        activeAt = NEVER;
        firedAt = NEVER;
        clearedAt = NEVER;
      }
    } else {
      activeAt = NEVER;
    }
  }

  private void seen(long at) {
    clearedAt = NEVER;
    if (activeAt == NEVER) {
      activeAt = at;
    }
    if (firedAt == NEVER && at - activeAt >= hold) {
      firedAt = at;
      count++;
    }
  }
}
