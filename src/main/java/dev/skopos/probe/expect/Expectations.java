// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import dev.skopos.net.Deadline;
import dev.skopos.probe.CheckSnapshot.AssertionResult;
import dev.skopos.probe.definition.Assertion;
import java.util.List;

/** The compiled assertions of one check. Immutable and thread-safe. */
public final class Expectations {

  private static final String UNANSWERED = "no answer";

  private final List<Compiled> compiled;

  Expectations(List<Compiled> compiled) {
    this.compiled = List.copyOf(compiled);
  }

  record Compiled(Assertion assertion, Expectation expectation) {

    AssertionResult judge(Response response, TimeLimit limit) {
      try {
        Expectation.Judgement judgement = expectation.judge(response, limit);
        return result(judgement.holds(), judgement.seen());
      } catch (TimeLimit.OverException e) {
        return result(false, String.valueOf(e.getMessage()));
      }
    }

    AssertionResult result(boolean holds, String seen) {
      return new AssertionResult(
          assertion.name(), assertion.impact(), holds, expectation.description(), seen);
    }
  }

  /**
   * Holds the answer against all assertions, in their order; those for which there is no time left
   * do not hold. Takes five seconds at most, and ends early when the thread is interrupted.
   */
  public List<AssertionResult> judge(Response response, Deadline deadline) {
    TimeLimit limit = new TimeLimit(deadline);
    return compiled.stream().map(one -> one.judge(response, limit)).toList();
  }

  /** What to report when there is no answer to look at. */
  public List<AssertionResult> unanswered() {
    return compiled.stream().map(one -> one.result(false, UNANSWERED)).toList();
  }
}
