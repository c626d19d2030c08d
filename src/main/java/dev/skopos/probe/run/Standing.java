// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.probe.CheckSnapshot.Consecutive;
import dev.skopos.probe.CheckSnapshot.Finding;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.probe.CheckState;
import dev.skopos.probe.ProbeOutcome;
import dev.skopos.probe.Reason;
import dev.skopos.probe.definition.CheckDefinition.Thresholds;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a check stands after a number of runs: as many results of a kind in a row as the threshold
 * says change its state. A run that could not be made says nothing of the target, so that the state
 * is unknown and the counts stay. Immutable.
 */
record Standing(CheckState.Standing now) {

  static final Standing NEW =
      new Standing(
          new CheckState.Standing(
              State.UNKNOWN,
              new Finding(Reason.NOT_PROBED_YET, "not probed yet"),
              new Consecutive(0, 0),
              0,
              null,
              null));

  Standing after(ProbeOutcome outcome, Instant time, Thresholds thresholds) {
    Consecutive counts = counts(outcome);
    int degraded = degradedRuns(outcome);
    State state = state(outcome, counts, degraded, thresholds);
    boolean success =
        outcome instanceof ProbeOutcome.Up || outcome instanceof ProbeOutcome.Degraded;
    return new Standing(
        new CheckState.Standing(
            state,
            finding(outcome, state, counts, degraded, thresholds),
            counts,
            degraded,
            success ? time : now.lastSuccess(),
            state == now.state() ? now.lastTransition() : time));
  }

  private int degradedRuns(ProbeOutcome outcome) {
    return switch (outcome) {
      case ProbeOutcome.Degraded _ -> now.degraded() + 1;
      case ProbeOutcome.NotRun _ -> now.degraded();
      case ProbeOutcome.Up _, ProbeOutcome.Down _ -> 0;
    };
  }

  private State state(
      ProbeOutcome outcome, Consecutive counts, int degraded, Thresholds thresholds) {
    return switch (outcome) {
      case ProbeOutcome.NotRun _ -> State.UNKNOWN;
      case ProbeOutcome.Down _ ->
          counts.failures() >= thresholds.failure() ? State.UNHEALTHY : now.state();
      case ProbeOutcome.Degraded _ -> degradedState(counts, degraded, thresholds);
      case ProbeOutcome.Up _ ->
          counts.successes() >= thresholds.success() ? State.HEALTHY : now.state();
    };
  }

  private State degradedState(Consecutive counts, int degraded, Thresholds thresholds) {
    if (degraded >= thresholds.degraded()) {
      return State.DEGRADED;
    }
    boolean recovered = now.state() != State.DEGRADED && counts.successes() >= thresholds.success();
    return recovered ? State.HEALTHY : now.state();
  }

  private Consecutive counts(ProbeOutcome outcome) {
    return switch (outcome) {
      // The way out of Degraded begins with the first run that is not degraded.
      case ProbeOutcome.Up _ when now.state() == State.DEGRADED && now.degraded() > 0 ->
          new Consecutive(0, 1);
      case ProbeOutcome.Up _, ProbeOutcome.Degraded _ ->
          new Consecutive(0, now.consecutive().successes() + 1);
      case ProbeOutcome.Down _ -> new Consecutive(now.consecutive().failures() + 1, 0);
      case ProbeOutcome.NotRun _ -> now.consecutive();
    };
  }

  /** What the last run saw, and how far it is from changing the state. */
  private static Finding finding(
      ProbeOutcome outcome, State state, Consecutive counts, int degraded, Thresholds thresholds) {
    String progress =
        switch (outcome) {
          case ProbeOutcome.Up _ ->
              state == State.HEALTHY
                  ? ""
                  : progress(counts.successes(), thresholds.success(), "successes");
          case ProbeOutcome.Degraded _ ->
              state == State.DEGRADED
                  ? ""
                  : progress(degraded, thresholds.degraded(), "degraded runs");
          case ProbeOutcome.Down _ ->
              state == State.UNHEALTHY
                  ? ""
                  : progress(counts.failures(), thresholds.failure(), "failures");
          case ProbeOutcome.NotRun _ -> "";
        };
    String said =
        outcome instanceof ProbeOutcome.Up up
            ? "answered in %dms".formatted(up.took().toMillis())
            : outcome.explanation();
    return new Finding(outcome.because(), said + progress);
  }

  private static String progress(int count, int threshold, String what) {
    return " (%d of %d %s)".formatted(count, threshold, what);
  }

  /** The standing of a check that comes to rest or wakes up: nothing is known of its target. */
  Standing restarted(Instant time) {
    return new Standing(
        new CheckState.Standing(
            State.UNKNOWN, NEW.now.finding(), new Consecutive(0, 0), 0, now.lastSuccess(), time));
  }

  /** The standing that was saved, if there is one. */
  static Standing restored(Optional<CheckState> saved) {
    return saved.map(CheckState::standing).map(Standing::new).orElse(NEW);
  }
}
