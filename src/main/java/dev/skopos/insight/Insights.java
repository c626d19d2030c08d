// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight;

import dev.skopos.forecast.SeriesReader;
import dev.skopos.forecast.WrittenSeries;
import dev.skopos.insight.issue.Issue;
import dev.skopos.insight.issue.Issues;
import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Facts;
import dev.skopos.insight.observe.HistoryReader;
import dev.skopos.insight.observe.Observed;
import dev.skopos.insight.observe.Sight;
import dev.skopos.insight.score.Health;
import dev.skopos.insight.summary.Summaries;
import dev.skopos.insight.summary.Summary;
import dev.skopos.model.Labels;
import dev.skopos.rule.SampleWriter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What all that is watched says together. Snapshots are those of now; what the store has to be
 * asked for is shared by all who look: at most five minutes old for scores and issues, half a
 * minute for summaries. Thread-safe, but for {@link #evaluate}, which is called by one thread at a
 * time.
 */
public final class Insights implements AutoCloseable {

  private static final Duration ASK_EVERY = Duration.ofMinutes(5);

  private final Supplier<Observed> observe;
  private final SeriesReader reader;
  private final Summaries summaries;
  private final WrittenSeries series;
  private final AtomicInteger leftOut = new AtomicInteger();
  private volatile Facts facts = Facts.NONE;
  private volatile Map<Issue.Key, Instant> firstSeen = Map.of();
  private volatile boolean evaluated;
  private Instant askedAt = Instant.MIN;

  /**
   * Insights of what is observed.
   *
   * @param observe gives the snapshots of now
   * @param reader answers what snapshots do not tell
   * @param histories answers those who ask for summaries
   * @param samples takes the series of insights
   */
  public Insights(
      Supplier<Observed> observe,
      SeriesReader reader,
      HistoryReader histories,
      SampleWriter samples,
      MeterRegistry meters) {
    this.observe = observe;
    this.reader = reader;
    this.summaries = new Summaries(histories);
    this.series = new WrittenSeries(samples);
    Gauge.builder("skopos.insight.workloads.left.out", leftOut, AtomicInteger::get)
        .description("Workloads without a score because there are too many")
        .register(meters);
    Gauge.builder("skopos.insight.series.left.out", () -> facts.seriesLeftOut())
        .description("Series of answers that are not looked at because there are too many")
        .register(meters);
  }

  /** All that somebody may see, as it is now. */
  public Evidence evidence(Sight sight) {
    return new Evidence(observe.get(), facts).seenBy(sight);
  }

  /**
   * The issues in what somebody may see, the worst first. Those whose begin nothing tells have been
   * there since they were found first.
   */
  public List<Issue> issues(Evidence evidence) {
    Map<Issue.Key, Instant> seen = firstSeen;
    return Issues.in(evidence).stream()
        .map(each -> each.since(seen.getOrDefault(each.key(), evidence.at())))
        .toList();
  }

  /**
   * What happened in the last hours, as far as somebody may see it; waits for the store, unless it
   * was asked not long ago.
   *
   * @param hours from 1 to 744
   * @param gone asked often: whether nobody waits for it any more
   */
  public Summary summary(Sight sight, int hours, BooleanSupplier gone) {
    return summaries.of(observe.get(), sight, hours, gone);
  }

  /** Asks the store when it is time, and writes the series of now. */
  public void evaluate() {
    Instant now = observe.get().at();
    if (Duration.between(askedAt, now).compareTo(ASK_EVERY) >= 0) {
      facts = Facts.ask(reader, now);
      askedAt = now;
    }
    Evidence evidence = evidence(Sight.EVERYTHING);
    Health health = Health.of(evidence.observed());
    List<Issue> issues = issues(evidence);
    remember(issues);
    leftOut.set(health.leftOut());
    Map<Labels, Double> values = InsightSeries.values(health);
    values.putAll(InsightSeries.values(issues));
    series.write(values, evidence.at());
    summaries.forget(evidence.at());
    evaluated = true;
  }

  /** Whether {@link #evaluate} was done once; before, little is known of anything. */
  public boolean evaluated() {
    return evaluated;
  }

  /** The store is not asked for summaries any more. */
  @Override
  public void close() {
    summaries.close();
  }

  /** Only of those that are there: what comes back later begins then. */
  private void remember(List<Issue> issues) {
    Map<Issue.Key, Instant> seen = new HashMap<>();
    for (Issue issue : issues) {
      Instant since = issue.since();
      if (since != null) {
        seen.merge(issue.key(), since, (one, other) -> one.isBefore(other) ? one : other);
      }
    }
    firstSeen = Map.copyOf(seen);
  }
}
