// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import dev.skopos.store.AppendException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What was pushed, as metrics. */
final class IngestMetrics {

  static final String INVALID_SERIES = "invalid-series";
  static final String INVALID_HISTOGRAM = "invalid-histogram";
  static final String INVALID_EXEMPLAR = "invalid-exemplar";

  private final MeterRegistry meters;

  IngestMetrics(MeterRegistry meters) {
    this.meters = meters;
    refused(INVALID_SERIES, 0);
    for (AppendException.Reason reason : AppendException.Reason.values()) {
      if (!reason.isTemporary()) {
        refused(reason.label(), 0);
      }
    }
    for (WriteProtocol protocol : WriteProtocol.values()) {
      answered(protocol, new Written.Stored(Written.Counts.NONE), 0);
      answered(protocol, new Written.Refused(Written.Counts.NONE, ""), 0);
      answered(protocol, new Written.Unavailable(""), 0);
      stored(protocol, Written.Counts.NONE);
    }
  }

  void refused(String reason, int samples) {
    Counter.builder("skopos.ingest.rejected.samples")
        .description("Pushed samples that were refused")
        .tag("reason", reason)
        .register(meters)
        .increment(samples);
  }

  void answered(WriteProtocol protocol, Written written, int requests) {
    String result =
        switch (written) {
          case Written.Stored _ -> "stored";
          case Written.Refused _ -> "refused";
          case Written.Unavailable _ -> "unavailable";
        };
    Counter.builder("skopos.ingest.requests")
        .description("Requests with pushed samples")
        .tags("protocol", protocol.label(), "result", result)
        .register(meters)
        .increment(requests);
  }

  void stored(WriteProtocol protocol, Written.Counts counts) {
    count(protocol, "sample", counts.samples());
    count(protocol, "histogram", counts.histograms());
    count(protocol, "exemplar", counts.exemplars());
  }

  private void count(WriteProtocol protocol, String kind, int number) {
    Counter.builder("skopos.ingest.samples")
        .description("Pushed samples, histograms and exemplars that were stored")
        .tags("protocol", protocol.label(), "kind", kind)
        .register(meters)
        .increment(number);
  }
}
