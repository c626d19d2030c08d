// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.forecast.SeriesReader;
import dev.skopos.forecast.SeriesReader.ReadFailedException;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts that a rule wrote before the process was restarted, which still count when they are
 * not older than an hour or ten evaluations. They are read once. Thread-safe.
 */
final class Memory {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final int EVALUATIONS = 10;

  private final ResourceId rule;
  private final Duration length;
  private final Instant started;

  /** By the labels they were written with; null: not read yet. */
  private volatile @Nullable Map<Labels, Series> verdicts;

  private Memory(JudgedRule rule, Instant started) {
    this.rule = rule.rule().id();
    this.started = started;
    Duration evaluations = rule.rule().interval().multipliedBy(EVALUATIONS);
    this.length = evaluations.compareTo(HOUR) > 0 ? evaluations : HOUR;
  }

  /** Of a rule that was in force when the process began. */
  static Memory since(Instant started, JudgedRule rule) {
    return new Memory(rule, started);
  }

  /** Of a rule that became another one. */
  static Memory none(JudgedRule rule) {
    return new Memory(rule, Instant.MIN);
  }

  /** Reads them, unless that was done. */
  void recall(SeriesReader reader, Instant now) throws ReadFailedException {
    if (verdicts != null) {
      return;
    }
    Map<Labels, Series> read = new HashMap<>();
    if (counts(now)) {
      long seconds = Duration.between(now.minus(length), started).toSeconds() + 1;
      String selector = JudgementMetric.STRANGE.selector(rule);
      for (Series each : reader.read("%s[%ds]".formatted(selector, seconds), started)) {
        read.put(each.labels(), each);
      }
    }
    verdicts = Map.copyOf(read);
  }

  /** Whether something from before the restart is not too old. */
  private boolean counts(Instant now) {
    return now.minus(length).isBefore(started);
  }

  /** The verdicts on a series, oldest first; empty: there are none that count. */
  Optional<Series> of(Labels judged, Instant now) {
    Map<Labels, Series> known = verdicts;
    return known == null || !counts(now)
        ? Optional.empty()
        : Optional.ofNullable(known.get(JudgementMetric.STRANGE.of(judged, rule)));
  }
}
