// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.history.RecordDatabase;
import dev.skopos.remote.RemoteStore;
import dev.skopos.rest.Components;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.tsdb.TsdbStats;
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
  private final RecordDatabase records;

  Parts(Progress progress, Backend backend, RecordDatabase records, MeterRegistry meters) {
    this.progress = progress;
    this.backend = backend;
    this.records = records;
    for (Component part : components()) {
      Gauge.builder("skopos.component.up", () -> up(part.name()))
          .description("Whether a part of the operator works")
          .tag("component", part.name())
          .register(meters);
    }
    switch (backend) {
      case Backend.Embedded(Tsdb tsdb) -> StoreMeters.register(tsdb, meters);
      case Backend.Remote _ -> {}
    }
  }

  @Override
  public boolean ready() {
    return progress.ready();
  }

  @Override
  public List<Component> components() {
    return List.of(store(), ingest(), records(), cluster());
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

  private static Component embedded(TsdbStats stats) {
    return stats.blocks().damaged() == 0 && stats.recovery().damages().isEmpty()
        ? new Component("store", true, stats.head().series() + " series")
        : new Component("store", false, "some samples could not be read, see the log");
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

  /** What a remote store does not take waits in the queue, so samples are taken all the same. */
  private Component ingest() {
    String failure =
        switch (backend) {
          case Backend.Embedded(Tsdb tsdb) -> tsdb.stats().ingestFailure();
          case Backend.Remote _ -> null;
        };
    return failure == null
        ? new Component("ingest", true, "samples are taken")
        : new Component("ingest", false, "no samples are taken: " + failure);
  }

  private Component records() {
    RecordDatabase.Status status = records.status();
    return new Component("records", status.up(), status.detail());
  }

  private Component cluster() {
    return progress.followsCluster()
        ? new Component("cluster", true, "resources are followed")
        : new Component("cluster", false, "resources are not known yet; the last plan is in force");
  }
}
