// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

/** An expression has no answer for a minute. */
final class UnansweredException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient CountProblem problem;

  UnansweredException(CountProblem problem) {
    super(problem.message());
    this.problem = problem;
  }

  CountProblem problem() {
    return problem;
  }
}
