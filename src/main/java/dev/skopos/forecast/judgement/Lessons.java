// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.forecast.SeriesReader;
import dev.skopos.forecast.SeriesReader.ReadFailedException;
import dev.skopos.forecast.model.Forecaster;
import dev.skopos.forecast.model.HourlySeries;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Learns the series of one rule: all of them each hour, at a minute that is the rule's own, and in
 * between those that are new. Used by one thread at a time.
 */
final class Lessons {

  /** The hour after a full one in which rules learn; late samples have come by then. */
  private static final int MINUTES = 50;

  /** More than is judged by, since the first hours may be missing. */
  private static final Duration MARGIN = Duration.ofDays(1);

  private final Judgement judgement;
  private final String expr;
  private final SeriesReader reader;
  private final Forecaster forecaster = new Forecaster(0);
  private final Pasts pasts;
  private final Duration offset;

  Lessons(JudgedRule rule, SeriesReader reader) {
    this.judgement = rule.judgement();
    this.expr = rule.expr();
    this.reader = reader;
    this.pasts = new Pasts(expr, judgement.past().plus(MARGIN));
    this.offset = Duration.ofMinutes(1 + Math.floorMod(rule.rule().id().hashCode(), MINUTES));
  }

  /** Whether what is learned here is what a rule needs. */
  boolean serve(JudgedRule rule) {
    return judgement.equals(rule.judgement()) && expr.equals(rule.expr());
  }

  /** Whether it is time to learn all anew. */
  boolean isDue(Learned known, Instant now) {
    return !hour(known.at()).equals(hour(now));
  }

  private Instant hour(Instant time) {
    return time.minus(offset).truncatedTo(ChronoUnit.HOURS);
  }

  /**
   * Learns the series that there are now.
   *
   * @param known what was learned within this hour, which stays; null: nothing
   */
  Learned learn(@Nullable Learned known, Instant now) throws ReadFailedException {
    NavigableSet<Labels> present = new TreeSet<>();
    for (Series series : reader.read(expr, now)) {
      present.add(series.labels().withoutMetricName());
    }
    NavigableSet<Labels> chosen = new TreeSet<>();
    present.stream().limit(JudgementSnapshot.MOST_SERIES).forEach(chosen::add);
    pasts.readUpTo(now, chosen, reader);
    SortedMap<Labels, Knowledge> series = new TreeMap<>();
    if (known != null) {
      series.putAll(known.series());
      series.keySet().retainAll(chosen);
    }
    for (Labels each : chosen) {
      series.computeIfAbsent(each, labels -> Knowledge.of(past(labels), judgement, forecaster));
    }
    return new Learned(known == null ? now : known.at(), series, present.size() - chosen.size());
  }

  private HourlySeries past(Labels labels) {
    return pasts.of(labels);
  }
}
