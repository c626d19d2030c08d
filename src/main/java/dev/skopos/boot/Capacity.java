// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.forecast.CapacityEnvironment;
import dev.skopos.forecast.CapacityRegistry;
import dev.skopos.forecast.ForecastsAtWork;
import dev.skopos.forecast.SeriesReader;
import dev.skopos.forecast.judgement.JudgementRegistry;
import dev.skopos.forecast.judgement.JudgesAtWork;
import dev.skopos.kube.ClusterAmounts;
import dev.skopos.promql.Engine;
import dev.skopos.remote.RemoteStore;
import dev.skopos.rule.RuleRegistry;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what forecasts capacity and judges series. */
@ApplicationScoped
class Capacity {

  @Produces
  @Singleton
  ForecastsAtWork forecastsAtWork() {
    return new ForecastsAtWork();
  }

  @Produces
  @Singleton
  JudgesAtWork judgesAtWork() {
    return new JudgesAtWork();
  }

  @Produces
  @Singleton
  JudgementRegistry judgements(
      CapacityEnvironment environment, RuleRegistry rules, JudgesAtWork judges) {
    return new JudgementRegistry(environment, rules, judges);
  }

  @Produces
  @Singleton
  ClusterAmounts clusterAmounts(KubernetesClient client) {
    return new ClusterAmounts(client.getConfiguration());
  }

  void close(@Disposes ClusterAmounts amounts) {
    amounts.close();
  }

  @Produces
  @Singleton
  CapacityEnvironment capacityEnvironment(
      Backend backend,
      Engine engine,
      RuleSamples samples,
      ClusterAmounts amounts,
      Schedules schedules) {
    SeriesReader reader =
        switch (backend) {
          case Backend.Embedded _ -> new EngineReader(engine);
          case Backend.Remote(RemoteStore remote, _) -> new RemoteReader(remote.queries());
        };
    return new CapacityEnvironment(
        reader, samples, amounts, schedules.forecasts(), schedules.upkeep());
  }

  @Produces
  @Singleton
  CapacityRegistry capacity(
      CapacityEnvironment environment, RuleRegistry rules, ForecastsAtWork forecasts) {
    return new CapacityRegistry(environment, rules, forecasts);
  }
}
