// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

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

    AssertionResult result(boolean holds, String seen) {
      return new AssertionResult(
          assertion.name(), assertion.impact(), holds, expectation.description(), seen);
    }
  }

  /** Holds the answer against all assertions, in their order. */
  public List<AssertionResult> judge(Response response) {
    return compiled.stream()
        .map(
            one -> {
              Expectation.Judgement judgement = one.expectation.judge(response);
              return one.result(judgement.holds(), judgement.seen());
            })
        .toList();
  }

  /** What to report when there is no answer to look at. */
  public List<AssertionResult> unanswered() {
    return compiled.stream().map(one -> one.result(false, UNANSWERED)).toList();
  }
}
