// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight;

import dev.skopos.forecast.WrittenSeries;
import dev.skopos.insight.observe.Observed;
import dev.skopos.insight.observe.Sight;
import dev.skopos.insight.score.Health;
import dev.skopos.rule.SampleWriter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What all that is watched says together. Thread-safe, but for {@link #evaluate}, which is called
 * by one thread at a time.
 */
public final class Insights {

  private final Supplier<Observed> observe;
  private final WrittenSeries series;
  private final AtomicInteger leftOut = new AtomicInteger();

  /**
   * Insights of what is observed.
   *
   * @param observe gives the snapshots of now
   * @param samples takes the series of the scores
   */
  public Insights(Supplier<Observed> observe, SampleWriter samples, MeterRegistry meters) {
    this.observe = observe;
    this.series = new WrittenSeries(samples);
    Gauge.builder("skopos.insight.workloads.left.out", leftOut, AtomicInteger::get)
        .description("Workloads without a score because there are too many")
        .register(meters);
  }

  /** The scores that somebody sees: they are made of what he may see. */
  public Health health(Sight sight) {
    return Health.of(observe.get().seenBy(sight));
  }

  /** Writes the series of now. */
  public void evaluate() {
    Health health = health(Sight.EVERYTHING);
    leftOut.set(health.leftOut());
    series.write(InsightSeries.values(health), health.at());
  }
}
