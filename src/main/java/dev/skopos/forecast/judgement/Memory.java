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
  private final @Nullable Instant started;

  /** By the labels they were written with; null: not read yet. */
  private volatile @Nullable Map<Labels, Series> verdicts;

  private Memory(JudgedRule rule, @Nullable Instant started) {
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
    return new Memory(rule, null);
  }

  /** Reads them, unless that was done. */
  void recall(SeriesReader reader, Instant now) throws ReadFailedException {
    if (verdicts != null) {
      return;
    }
    Map<Labels, Series> read = new HashMap<>();
    Instant since = now.minus(length);
    if (started != null && since.isBefore(started)) {
      long seconds = Duration.between(since, started).toSeconds() + 1;
      String selector = JudgementMetric.STRANGE.selector(rule);
      for (Series each : reader.read("%s[%ds]".formatted(selector, seconds), started)) {
        read.put(each.labels(), each);
      }
    }
    verdicts = Map.copyOf(read);
  }

  /** The verdicts on a series, oldest first; empty: there are none. */
  Optional<Series> of(Labels judged) {
    Map<Labels, Series> known = verdicts;
    return known == null
        ? Optional.empty()
        : Optional.ofNullable(known.get(JudgementMetric.STRANGE.of(judged, rule)));
  }
}
