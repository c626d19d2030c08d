// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.rule.QueryFunction.QueryFailedException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a judge knows. Immutable.
 *
 * @param problem why the newest lesson failed; null: it did not
 * @param strange how many series were strange in the newest evaluation
 * @param lowestChance of them all; NaN: none was judged
 */
record JudgeState(
    @Nullable Learned learned, @Nullable String problem, int strange, double lowestChance) {

  static final JudgeState NOTHING = new JudgeState(null, null, 0, Double.NaN);

  JudgeState passed(Learned next) {
    return new JudgeState(next, null, strange, lowestChance);
  }

  JudgeState failed(String message) {
    return new JudgeState(learned, message, strange, lowestChance);
  }

  JudgeState judged(Verdicts verdicts) {
    return new JudgeState(learned, problem, verdicts.strange(), verdicts.lowestChance());
  }

  /** What is known, unless it is too old to judge by. */
  Learned good(Instant at) throws QueryFailedException {
    Learned known = learned;
    if (known == null) {
      throw new QueryFailedException(
          problem == null
              ? "the past of the series is not known yet"
              : "the past of the series cannot be read: " + problem);
    }
    if (!known.isGood(at)) {
      throw new QueryFailedException(
          "the past of the series could not be read since %s: %s"
              .formatted(known.at(), Objects.requireNonNullElse(problem, "no time for it")));
    }
    return known;
  }

  /** Whether other series can be judged, or there is another problem. */
  boolean differsFrom(JudgeState before) {
    return !Objects.equals(problem, before.problem) || countsOtherwise(before.learned);
  }

  private boolean countsOtherwise(@Nullable Learned before) {
    Learned now = learned;
    if (now == null || before == null) {
      return !Objects.equals(now, before);
    }
    return !now.countsAs(before);
  }

  JudgementSnapshot snapshot(JudgedRule rule) {
    Learned known = learned;
    return known == null
        ? new JudgementSnapshot(rule, null, 0, 0, 0, 0, Double.NaN, problem)
        : new JudgementSnapshot(
            rule,
            known.at(),
            known.judged(),
            known.learning(),
            known.leftOut(),
            strange,
            lowestChance,
            problem);
  }
}
