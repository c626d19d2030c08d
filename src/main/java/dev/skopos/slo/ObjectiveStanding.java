// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.slo.ObjectiveSnapshot.Problem;
import dev.skopos.slo.ObjectiveSnapshot.State;
import dev.skopos.slo.budget.Evaluation;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the newest evaluation found. Immutable.
 *
 * @param evaluation null: there was none
 * @param countedFrom since when everything is counted that the evaluation is of
 * @param policySince since when the budget policy is in force; null: it is not
 * @param caveat what is to be known although all is evaluated
 * @param failed whether the newest evaluation failed, so that all is as it was before
 */
record ObjectiveStanding(
    @Nullable Evaluation evaluation,
    Instant countedFrom,
    State state,
    @Nullable Instant lastTransition,
    @Nullable Instant policySince,
    boolean failed,
    @Nullable Problem problem,
    @Nullable Problem caveat) {

  static final ObjectiveStanding UNKNOWN =
      new ObjectiveStanding(null, Instant.MAX, State.UNKNOWN, null, null, false, null, null);

  /** Of an evaluation of the whole window. */
  ObjectiveStanding next(
      Evaluation found,
      Instant from,
      State in,
      boolean policyHolds,
      @Nullable Problem trouble,
      @Nullable Problem toBeKnown) {
    boolean same = in == state || state == State.UNKNOWN;
    @Nullable Instant since = policySince == null ? found.at() : policySince;
    return new ObjectiveStanding(
        found,
        from,
        in,
        same ? lastTransition : found.at(),
        policyHolds ? since : null,
        false,
        trouble,
        toBeKnown);
  }

  /**
   * Of an evaluation of a part of the window, the rest of which is still to be counted: nothing is
   * known of the budget, and the policy stays as it was.
   */
  ObjectiveStanding counting(Evaluation part, Instant from, Problem trouble) {
    return new ObjectiveStanding(
        part, from, State.UNKNOWN, lastTransition, policySince, false, trouble, caveat);
  }

  ObjectiveStanding failing(Problem trouble) {
    return new ObjectiveStanding(
        evaluation, countedFrom, state, lastTransition, policySince, true, trouble, caveat);
  }

  /** The newest evaluation of the whole window; null: there is none. */
  @Nullable Evaluation whole() {
    return state == State.UNKNOWN ? null : evaluation;
  }

  /** Of the budget of the worst group, in whole percents from 0 to 100; -1: not known. */
  private int percentLeft() {
    Evaluation known = whole();
    return known == null
        ? -1
        : known
            .worst()
            .map(group -> (int) Math.floor(100 * Math.clamp(group.remainingRatio(), 0.0, 1.0)))
            .orElse(-1);
  }

  /** Whether there is more news than numbers; a whole percent of the budget is. */
  boolean differsFrom(ObjectiveStanding other) {
    return state != other.state
        || percentLeft() != other.percentLeft()
        || !Objects.equals(policySince, other.policySince)
        || !Objects.equals(problem, other.problem)
        || !Objects.equals(caveat, other.caveat)
        || !Objects.equals(caveat, other.caveat)
        || (evaluation == null) != (other.evaluation == null);
  }
}
