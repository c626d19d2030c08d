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
      refused.put(
          reason, meters.counter("skopos.scrape.rejected.samples", "reason", reason.label()));
    }
    scraped(true, 0, 0);
    scraped(false, 0, 0);
  }

  void refused(Reason reason) {
    refused.computeIfAbsent(reason, this::counter).increment();
  }

  private Counter counter(AppendException.Reason reason) {
    return meters.counter("skopos.scrape.rejected.samples", "reason", reason.label());
  }

  /** A series that could not be ended, since a later sample is there, is no loss. */
  void notEnded(Reason reason) {
    if (reason != Reason.OUT_OF_ORDER && reason != Reason.DUPLICATE) {
      refused(reason);
    }
  }

  void sampleLimit() {
    meters.counter("skopos.scrape.sample.limit.exceeded").increment();
  }

  void scraped(boolean success, int scrapes, int samples) {
    meters.counter("skopos.scrapes", "result", success ? "success" : "failure").increment(scrapes);
    meters.counter("skopos.scrape.samples").increment(samples);
  }
}
