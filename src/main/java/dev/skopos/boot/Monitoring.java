// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.alert.AlertSink;
import dev.skopos.config.SkoposConfiguration;
import dev.skopos.forecast.CapacityQueries;
import dev.skopos.forecast.ForecastsAtWork;
import dev.skopos.forecast.judgement.JudgementQueries;
import dev.skopos.forecast.judgement.JudgesAtWork;
import dev.skopos.net.SecretSource;
import dev.skopos.net.dial.Dialer;
import dev.skopos.net.dns.DnsClient;
import dev.skopos.net.http.HttpClient;
import dev.skopos.probe.CheckStateStore;
import dev.skopos.probe.prober.NetworkProber;
import dev.skopos.probe.prober.Prober;
import dev.skopos.probe.run.CheckRegistry;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.remote.RemoteStore;
import dev.skopos.rest.Components;
import dev.skopos.rule.QueryFunction;
import dev.skopos.rule.RuleEnvironment;
import dev.skopos.rule.RuleRegistry;
import dev.skopos.rule.RuleStateStore;
import dev.skopos.slo.ObjectiveQueries;
import dev.skopos.slo.ObjectivesAtWork;
import dev.skopos.slo.TierInhibition;
import dev.skopos.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes what watches: schedulers, checks and rules. */
@ApplicationScoped
class Monitoring {

  @Produces
  @Singleton
  Schedules schedules(
      SkoposConfiguration configuration, InstantSource clock, MeterRegistry meters) {
    return Schedules.of(configuration, clock, meters);
  }

  @Produces
  @Singleton
  Prober prober(
      HttpClient http, Dialer dialer, DnsClient dns, SecretSource secrets, InstantSource clock) {
    return new NetworkProber(http, dialer, dns, secrets, clock);
  }

  @Produces
  @Singleton
  CheckRegistry checks(
      Schedules schedules,
      Prober prober,
      Store store,
      CheckStateStore states,
      MeterRegistry meters) {
    CheckRegistry.Schedulers schedulers =
        new CheckRegistry.Schedulers(schedules.checks(), schedules.upkeep());
    return new CheckRegistry(schedulers, prober, store, states, meters);
  }

  @Produces
  @Singleton
  RuleSamples ruleSamples(Backend backend, MeterRegistry meters) {
    return new RuleSamples(backend, meters);
  }

  @Produces
  @Singleton
  RuleQueriesByGroup ruleQueries(Backend backend, Engine engine, Components components) {
    QueryFunction store =
        switch (backend) {
          case Backend.Embedded _ -> new RuleQueries(engine);
          case Backend.Remote(RemoteStore remote, _) -> new RemoteRuleQueries(remote.queries());
        };
    Engine own = new Engine(new ComponentSeries(components), EngineOptions.DEFAULTS);
    return new RuleQueriesByGroup(store, new RuleQueries(own));
  }

  /**
   * Alerts of objectives and forecasts are answered from memory, those of judged rules by their
   * judges, all others by the store.
   */
  @Produces
  @Singleton
  ObjectiveQueries ruleAnswers(
      ObjectivesAtWork objectives,
      ForecastsAtWork forecasts,
      JudgesAtWork judges,
      RuleQueriesByGroup queries) {
    return new ObjectiveQueries(
        objectives, new CapacityQueries(forecasts, new JudgementQueries(judges, queries)));
  }

  @Produces
  @Singleton
  RuleEnvironment ruleEnvironment(
      SkoposConfiguration configuration,
      ObjectiveQueries queries,
      ObjectivesAtWork objectives,
      RuleSamples samples,
      RuleStateStore states,
      AlertSink sink) {
    return new RuleEnvironment(
        queries,
        samples,
        states,
        new TierInhibition(objectives, sink),
        Delivery.address(configuration));
  }

  @Produces
  @Singleton
  RuleRegistry rules(
      SkoposConfiguration configuration,
      RuleEnvironment environment,
      Schedules schedules,
      MeterRegistry meters) {
    RuleRegistry rules = new RuleRegistry(environment, schedules.rules(), meters);
    OwnRules.all(configuration.namespace()).forEach(rules::apply);
    return rules;
  }
}
