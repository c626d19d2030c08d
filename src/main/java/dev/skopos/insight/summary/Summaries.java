// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import dev.skopos.insight.observe.HistoryReader;
import dev.skopos.insight.observe.Observed;
import dev.skopos.insight.observe.Sight;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Sums up what happened in the last hours. What the store has to be asked for is at most half a
 * minute old and shared by all who look at the same; each gets of it what he may see, and it is
 * asked about the namespaces that he may see. Thread-safe.
 */
public final class Summaries implements AutoCloseable {

  private final SharedAnswers answers;

  /** Nothing was asked yet. */
  public Summaries(HistoryReader reader) {
    this.answers = new SharedAnswers(reader);
  }

  /**
   * The summary of the last hours; blocks while the store is being asked.
   *
   * @param observed with what may not be seen
   * @param hours from 1 to 744
   * @param gone asked often: whether nobody waits for it any more
   */
  public Summary of(Observed observed, Sight sight, int hours, BooleanSupplier gone) {
    Observed seen = observed.seenBy(sight);
    Scope scope = Scope.of(seen, sight, hours);
    Answers found =
        scope.isNothing()
            ? Answers.none(observed.at(), hours, List.of())
            : answers.of(scope, observed.at(), gone);
    return new SummaryMaker(found, seen, sight).summary();
  }

  /** Lets go of answers that are too old to be shown again. */
  public void forget(Instant now) {
    answers.forget(now);
  }

  /** Ends what is being asked; who waits for it gets a summary that says so. */
  @Override
  public void close() {
    answers.close();
  }
}
