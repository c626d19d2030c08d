// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.store.AppendException;
import dev.skopos.store.AppendException.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** How scraping goes, as metrics. */
final class ScrapeMetrics {

  private final MeterRegistry meters;
  private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);

  ScrapeMetrics(MeterRegistry meters) {
    this.meters = meters;
    for (Reason reason : Reason.values()) {
      refused.put(reason, counter(reason));
    }
    scraped(true, 0, 0);
    scraped(false, 0, 0);
  }

  void refused(Reason reason) {
    refused.computeIfAbsent(reason, this::counter).increment();
  }

  private Counter counter(AppendException.Reason reason) {
    return Counter.builder("skopos.scrape.rejected.samples")
        .description("Scraped samples that the store refused")
        .tag("reason", reason.label())
        .register(meters);
  }

  /** A series that could not be ended, since a later sample is there, is no loss. */
  void notEnded(Reason reason) {
    if (reason != Reason.OUT_OF_ORDER && reason != Reason.DUPLICATE) {
      refused(reason);
    }
  }

  void sampleLimit() {
    Counter.builder("skopos.scrape.sample.limit.exceeded")
        .description("Scrapes that failed since the target has too many samples")
        .register(meters)
        .increment();
  }

  void scraped(boolean success, int scrapes, int samples) {
    Counter.builder("skopos.scrapes")
        .description("Scrapes")
        .tag("result", success ? "success" : "failure")
        .register(meters)
        .increment(scrapes);
    Counter.builder("skopos.scrape.samples")
        .description("Samples that were scraped and stored")
        .register(meters)
        .increment(samples);
  }
}
