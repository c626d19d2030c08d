// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where the judgement of a rule stands.
 *
 * @param learnedAt when its series were learned last; null: not yet
 * @param judged how many series are judged
 * @param learning how many have too short a past
 * @param leftOut how many are beyond those that a rule may have
 * @param strange how many of them were strange in the newest evaluation, alone or not
 * @param lowestChance the smallest chance of a newest value; NaN: none was judged yet
 * @param problem why the series could not be learned anew; null: they were
 */
public record JudgementSnapshot(
    JudgedRule rule,
    @Nullable Instant learnedAt,
    int judged,
    int learning,
    int leftOut,
    int strange,
    double lowestChance,
    @Nullable String problem) {

  /** How many series of a rule are judged: the first by their labels. */
  public static final int MOST_SERIES = 200;
}
