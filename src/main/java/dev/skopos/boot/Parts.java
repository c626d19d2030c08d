// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.rest.Components;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.tsdb.TsdbStats;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/** How the operator's parts are, for the health endpoints and as {@code skopos_component_up}. */
@Singleton
class Parts implements Components {

  private final Progress progress;
  private final Tsdb store;

  Parts(Progress progress, Tsdb store, MeterRegistry meters) {
    this.progress = progress;
    this.store = store;
    for (Component part : components()) {
      Gauge.builder("skopos.component.up", () -> up(part.name()))
          .description("Whether a part of the operator works")
          .tag("component", part.name())
          .register(meters);
    }
    StoreMeters.register(store, meters);
  }

  @Override
  public boolean ready() {
    return progress.ready();
  }

  @Override
  public List<Component> components() {
    return List.of(store(), ingest(), cluster());
  }

  private double up(String name) {
    return components().stream().anyMatch(part -> part.name().equals(name) && part.up()) ? 1 : 0;
  }

  private Component store() {
    TsdbStats stats = store.stats();
    return stats.blocks().damaged() == 0 && stats.recovery().damages().isEmpty()
        ? new Component("store", true, stats.head().series() + " series")
        : new Component("store", false, "some samples could not be read, see the log");
  }

  private Component ingest() {
    String failure = store.stats().ingestFailure();
    return failure == null
        ? new Component("ingest", true, "samples are taken")
        : new Component("ingest", false, "no samples are taken: " + failure);
  }

  private Component cluster() {
    return progress.followsCluster()
        ? new Component("cluster", true, "resources are followed")
        : new Component("cluster", false, "resources are not known yet; the last plan is in force");
  }
}
