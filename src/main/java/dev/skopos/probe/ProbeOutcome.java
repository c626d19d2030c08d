// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe;

import java.time.Duration;

/** What one run of a check found out. */
public sealed interface ProbeOutcome {

  /** The target answered as it should. */
  record Up(Duration took) implements ProbeOutcome {}

  /** It answered, but something that is only a warning does not hold. */
  record Degraded(Duration took, Reason reason, String message) implements ProbeOutcome {}

  /**
   * It did not answer, or not as it should.
   *
   * @param message for people: what was seen and what was expected; without secrets
   */
  record Down(Duration took, Reason reason, String message) implements ProbeOutcome {}

  /**
   * The prober could not do its work, which says nothing of the target.
   *
   * @param cause for people, for instance {@code Secret "x" has no key "y"}
   */
  record NotRun(Reason reason, String cause) implements ProbeOutcome {}

  /** How history, counters and series name an outcome. */
  enum Result {
    OK,
    DEGRADED,
    FAILED,
    NOT_RUN;

    /** The value of the label {@code result}. */
    public String label() {
      return switch (this) {
        case OK -> "ok";
        case DEGRADED -> "degraded";
        case FAILED -> "failed";
        case NOT_RUN -> "not_run";
      };
    }
  }

  default Result result() {
    return switch (this) {
      case Up _ -> Result.OK;
      case Degraded _ -> Result.DEGRADED;
      case Down _ -> Result.FAILED;
      case NotRun _ -> Result.NOT_RUN;
    };
  }

  /** How long the run took; zero when there was none. */
  default Duration duration() {
    return switch (this) {
      case Up up -> up.took;
      case Degraded degraded -> degraded.took;
      case Down down -> down.took;
      case NotRun _ -> Duration.ZERO;
    };
  }

  /** What to say of it; empty when all is well. */
  default String explanation() {
    return switch (this) {
      case Up _ -> "";
      case Degraded degraded -> degraded.message;
      case Down down -> down.message;
      case NotRun notRun -> notRun.cause;
    };
  }

  default Reason because() {
    return switch (this) {
      case Up _ -> Reason.PROBE_SUCCEEDED;
      case Degraded degraded -> degraded.reason;
      case Down down -> down.reason;
      case NotRun notRun -> notRun.reason;
    };
  }
}
