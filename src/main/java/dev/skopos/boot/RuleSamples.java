// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.model.Histogram;
import dev.skopos.model.Sample;
import dev.skopos.remote.RemoteStore;
import dev.skopos.rule.SampleWriter;
import dev.skopos.store.AppendException;
import dev.skopos.store.Appender;
import dev.skopos.store.Source;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes what rules make into the store. */
final class RuleSamples implements SampleWriter {

  private static final Logger LOG = Logger.getLogger(RuleSamples.class);

  /** As long as a store may take that is slow and not away. */
  private static final Duration LONGEST_FLUSH = Duration.ofSeconds(10);

  private static final Source RULES = new Source("rules");

  private final Backend backend;
  private final MeterRegistry meters;

  RuleSamples(Backend backend, MeterRegistry meters) {
    this.backend = backend;
    this.meters = meters;
  }

  @Override
  public Optional<Refused> write(List<RuleSample> batch) {
    Appender appender = backend.store().appender(RULES);
    List<String> refusals = new ArrayList<>();
    batch.forEach(sample -> append(appender, sample).ifPresent(refusals::add));
    appender.commit();
    switch (backend) {
      case Backend.Embedded _ -> {}
      case Backend.Remote(RemoteStore store, _) -> flush(store, batch.size());
    }
    return refusals.isEmpty()
        ? Optional.empty()
        : Optional.of(new Refused(refusals.size(), refusals.getFirst()));
  }

  /** Why the sample was refused; empty: it was not. */
  private Optional<String> append(Appender appender, RuleSample sample) {
    try {
      Histogram histogram = sample.histogram();
      if (histogram == null) {
        appender.append(sample.labels(), sample.timestamp(), sample.value());
      } else {
        appender.append(sample.labels(), sample.timestamp(), histogram);
      }
      return Optional.empty();
    } catch (AppendException e) {
      if (isGivenByAnotherRule(sample, e)) {
        return Optional.empty();
      }
      meters.counter("skopos.rule.samples.rejected", "reason", e.reason().label()).increment();
      LOG.debugf("a sample of a rule was refused: %s", e.getMessage());
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The rule does not give the series any more, but another one does: it has not ended. */
  private static boolean isGivenByAnotherRule(RuleSample sample, AppendException refusal) {
    return refusal.reason() == AppendException.Reason.DUPLICATE && Sample.isStale(sample.value());
  }

  /** The next rule may read what this one wrote, so the store must have it before. */
  private void flush(RemoteStore store, int samples) {
    try {
      if (!store.flush(LONGEST_FLUSH)) {
        meters.counter("skopos.rule.samples.unacknowledged").increment(samples);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
