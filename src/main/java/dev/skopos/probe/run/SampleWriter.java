// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.model.Labels;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.Store;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Appends batches to the store; samples that it refuses are counted in {@code
 * skopos_check_append_failures_total{reason}}. Thread-safe.
 */
final class SampleWriter {

  private static final Logger LOG = Logger.getLogger(SampleWriter.class);

  private final Store store;
  private final MeterRegistry meters;

  SampleWriter(Store store, MeterRegistry meters) {
    this.store = store;
    this.meters = meters;
    for (AppendException.Reason reason : AppendException.Reason.values()) {
      count(reason, 0);
    }
  }

  void write(long timestamp, Map<Labels, Double> values) {
    Appender appender = store.appender();
    for (Map.Entry<Labels, Double> sample : values.entrySet()) {
      try {
        appender.append(sample.getKey(), timestamp, sample.getValue());
      } catch (AppendException e) {
        LOG.debugf("Sample of %s refused: %s", sample.getKey(), e.getMessage());
        count(e.reason(), 1);
      }
    }
    appender.commit();
  }

  private void count(AppendException.Reason reason, int samples) {
    Counter.builder("skopos.check.append.failures")
        .description("Samples of checks that the store refused")
        .tag("reason", reason.label())
        .register(meters)
        .increment(samples);
  }
}
