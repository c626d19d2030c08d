// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.SkoposConfiguration;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.store.Store;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.tsdb.TsdbOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Makes the store and the engine that reads it. */
@ApplicationScoped
class Storage {

  @Produces
  @Singleton
  Tsdb tsdb(SkoposConfiguration configuration, InstantSource clock) throws IOException {
    Path folder = configuration.dataDir().resolve("store");
    Files.createDirectories(folder);
    SkoposConfiguration.Store wanted = configuration.store();
    TsdbOptions usual = TsdbOptions.defaults(folder, clock);
    TsdbOptions.Limits limits = usual.limits();
    // Refusing a series that the heap has no room for is better than a crash.
    int maxSeries = Math.min(wanted.maxSeries(), limits.maxSeries());
    long volume = Files.getFileStore(folder).getTotalSpace();
    return Tsdb.open(
        usual
            .withRetention(
                wanted.retention(), Math.max(1, volume / 100 * wanted.maxVolumePercent()))
            .withOutOfOrderWindow(wanted.outOfOrderWindow())
            .withLimits(new TsdbOptions.Limits(maxSeries, limits.maxExemplars(), limits.maxAhead()))
            .withTuning(usual.tuning().withSyncEachCommit(wanted.commitInterval().isZero())));
  }

  @Produces
  @Singleton
  Engine engine(SkoposConfiguration configuration, Store store) {
    EngineOptions usual = EngineOptions.DEFAULTS;
    return new Engine(
        store,
        new EngineOptions(
            usual.lookback(),
            usual.subqueryStep(),
            configuration.rules().querySamples(),
            configuration.rules().queryTimeout(),
            usual.cachedExpressions()));
  }
}
