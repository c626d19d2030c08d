// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

/** An expression has no answer for a minute. */
final class UnansweredException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient CountProblem problem;
  private final boolean refused;

  /**
   * An answer that is not there.
   *
   * @param refused it is the expression's fault; asked again it will hardly be answered
   */
  UnansweredException(CountProblem problem, boolean refused) {
    super(problem.message());
    this.problem = problem;
    this.refused = refused;
  }

  boolean isRefused() {
    return refused;
  }

  CountProblem problem() {
    return problem;
  }
}
