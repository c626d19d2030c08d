// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.forecast.CapacityEnvironment;
import dev.skopos.forecast.CapacityRegistry;
import dev.skopos.insight.Insights;
import dev.skopos.insight.observe.HistoryReader;
import dev.skopos.insight.observe.Observed;
import dev.skopos.notify.ChannelRegistry;
import dev.skopos.probe.run.CheckRegistry;
import dev.skopos.rule.RuleRegistry;
import dev.skopos.scrape.run.ScrapeRegistry;
import dev.skopos.slo.ObjectiveRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Makes what looks at everything together. */
@ApplicationScoped
class InsightParts {

  /** Everything that insights are made of. */
  record Registries(
      CheckRegistry checks,
      RuleRegistry rules,
      ObjectiveRegistry objectives,
      CapacityRegistry forecasts,
      ChannelRegistry channels,
      ScrapeRegistry sources) {

    Observed observed(InstantSource clock) {
      return new Observed(
          clock.instant().truncatedTo(ChronoUnit.SECONDS),
          checks.snapshots(),
          rules.snapshots(),
          objectives.snapshots(),
          forecasts.snapshots(),
          channels.snapshots(),
          sources.snapshots());
    }
  }

  @Produces
  @Singleton
  Registries registries(
      CheckRegistry checks,
      RuleRegistry rules,
      ObjectiveRegistry objectives,
      CapacityRegistry forecasts,
      ChannelRegistry channels,
      ScrapeRegistry sources) {
    return new Registries(checks, rules, objectives, forecasts, channels, sources);
  }

  @Produces
  @Singleton
  Insights insights(
      Registries registries,
      CapacityEnvironment environment,
      HistoryReader histories,
      InstantSource clock,
      MeterRegistry meters) {
    return new Insights(
        () -> registries.observed(clock),
        environment.reader(),
        histories,
        environment.samples(),
        meters);
  }
}
