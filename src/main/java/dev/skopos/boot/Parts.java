// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.remote.RemoteStore;
import dev.skopos.rest.Components;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.tsdb.TsdbStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** How the operator's parts are, for the health endpoints and as {@code skopos_component_up}. */
@Singleton
class Parts implements Components {

  private final Progress progress;
  private final Backend backend;

  Parts(Progress progress, Backend backend, MeterRegistry meters) {
    this.progress = progress;
    this.backend = backend;
    for (Component part : components()) {
      Gauge.builder("skopos.component.up", () -> up(part.name()))
          .description("Whether a part of the operator works")
          .tag("component", part.name())
          .register(meters);
    }
    switch (backend) {
      case Backend.Embedded(Tsdb tsdb) -> measure(tsdb, meters);
      case Backend.Remote _ -> {}
    }
  }

  private static void measure(Tsdb store, MeterRegistry meters) {
    Gauge.builder("skopos.tsdb.series", store, tsdb -> tsdb.stats().series())
        .description("Series in the store")
        .register(meters);
    Gauge.builder("skopos.tsdb.samples", store, tsdb -> tsdb.stats().samples())
        .description("Samples in the store")
        .register(meters);
    Gauge.builder("skopos.tsdb.chunk.bytes", store, tsdb -> tsdb.stats().chunkBytes())
        .description("Heap that full chunks take")
        .register(meters);
    FunctionCounter.builder(
            "skopos.tsdb.samples.crowded.out", store, tsdb -> tsdb.stats().crowdedOut())
        .description("Samples dropped before their retention was over, since there was no room")
        .register(meters);
  }

  @Override
  public boolean ready() {
    return progress.ready();
  }

  @Override
  public List<Component> components() {
    return List.of(store(), cluster());
  }

  private double up(String name) {
    return components().stream().anyMatch(part -> part.name().equals(name) && part.up()) ? 1 : 0;
  }

  private Component store() {
    return switch (backend) {
      case Backend.Embedded(Tsdb tsdb) -> embedded(tsdb.stats());
      case Backend.Remote(RemoteStore store, _) -> remote(store.status());
    };
  }

  private static Component remote(RemoteStore.Status status) {
    String waiting = status.pending() + " samples wait";
    return status.failure() == null
        ? new Component(
            "store", true, "remote, " + waiting + status.readDelay().map(Parts::delay).orElse(""))
        : new Component("store", false, waiting + ": " + status.failure());
  }

  private static String delay(Duration delay) {
    return ", readable after %d ms".formatted(delay.toMillis());
  }

  private static Component embedded(TsdbStats stats) {
    String failure = stats.snapshotFailure();
    return failure == null
        ? new Component("store", true, stats.series() + " series")
        : new Component("store", false, "cannot be saved: " + failure);
  }

  private Component cluster() {
    return progress.followsCluster()
        ? new Component("cluster", true, "resources are followed")
        : new Component("cluster", false, "resources are not known yet; the last plan is in force");
  }
}
