// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.rule.SampleWriter;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.jboss.logging.Logger;

/** Writes what rules make into the store. */
final class RuleSamples implements SampleWriter {

  private static final Logger LOG = Logger.getLogger(RuleSamples.class);

  private final Store store;
  private final MeterRegistry meters;

  RuleSamples(Store store, MeterRegistry meters) {
    this.store = store;
    this.meters = meters;
  }

  @Override
  public void write(List<RuleSample> batch) {
    Appender appender = store.appender();
    for (RuleSample sample : batch) {
      try {
        appender.append(sample.labels(), sample.timestamp(), sample.value());
      } catch (AppendException e) {
        meters.counter("skopos.rule.samples.rejected", "reason", e.reason().label()).increment();
        LOG.debugf("a sample of a rule was refused: %s", e.getMessage());
      }
    }
    appender.commit();
  }
}
