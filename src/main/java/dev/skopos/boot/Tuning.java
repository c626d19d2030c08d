// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.insight.observe.HistoryReader;
import dev.skopos.insight.tuning.NoiseMeter;
import dev.skopos.insight.tuning.ThresholdAdvisor;
import dev.skopos.promql.ActiveQueries;
import dev.skopos.promql.Engine;
import dev.skopos.remote.RemoteStore;
import dev.skopos.rest.RuntimeFacts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Makes what looks back at rules. */
@ApplicationScoped
class Tuning {

  @Produces
  @Singleton
  HistoryReader histories(
      Backend backend, Engine engine, ActiveQueries active, RuntimeFacts facts) {
    HistoryReader store =
        switch (backend) {
          case Backend.Embedded _ -> new HistoryQueries.OfEngine(engine);
          case Backend.Remote(RemoteStore remote, _) ->
              new HistoryQueries.OfRemote(remote.queries());
        };
    return new HistoryQueries(active, facts.queryTimeout(), store);
  }

  @Produces
  @Singleton
  ThresholdAdvisor thresholds(HistoryReader histories, InstantSource clock) {
    return new ThresholdAdvisor(histories, clock);
  }

  @Produces
  @Singleton
  NoiseMeter noise(HistoryReader histories, InstantSource clock) {
    return new NoiseMeter(histories, clock);
  }
}
