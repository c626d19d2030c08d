// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.SkoposConfiguration;
import dev.skopos.net.http.HttpClient;
import dev.skopos.promql.ActiveQueries;
import dev.skopos.promql.Engine;
import dev.skopos.promql.EngineOptions;
import dev.skopos.store.Store;
import dev.skopos.tsdb.Tsdb;
import dev.skopos.tsdb.TsdbOptions;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;

/** Makes the store, here or elsewhere, and the engine that reads it. */
@ApplicationScoped
class Storage {

  @Produces
  @Singleton
  Backend backend(
      SkoposConfiguration configuration, InstantSource clock, HttpClient http, MeterRegistry meters)
      throws IOException {
    return switch (configuration.metrics().backend().toLowerCase(Locale.ROOT)) {
      case "embedded" -> new Backend.Embedded(tsdb(configuration, clock));
      case "remote" ->
          RemoteBackend.open(
              configuration.metrics().remote(),
              configuration.query().timeout(),
              http,
              clock,
              meters);
      default ->
          throw new IllegalArgumentException(
              "skopos.metrics.backend is \"%s\"; expected embedded or remote"
                  .formatted(configuration.metrics().backend()));
    };
  }

  @Produces
  @Singleton
  Store store(Backend backend) {
    return backend.store();
  }

  private static Tsdb tsdb(SkoposConfiguration configuration, InstantSource clock)
      throws IOException {
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
            .withLimits(
                new TsdbOptions.Limits(
                    maxSeries,
                    wanted.maxSeriesPerSource(),
                    wanted.maxExemplars(),
                    limits.maxAhead()))
            .withTuning(usual.tuning().withSyncEachCommit(wanted.commitInterval().isZero())));
  }

  @Produces
  @Singleton
  Engine engine(SkoposConfiguration configuration, Store store, MeterRegistry meters) {
    EngineOptions usual = EngineOptions.DEFAULTS;
    return new Engine(
        store,
        new EngineOptions(
            usual.lookback(),
            usual.subqueryStep(),
            configuration.query().maxSamples(),
            usual.mostBytes(),
            configuration.query().timeout(),
            usual.cachedExpressions()),
        meters);
  }

  @Produces
  @Singleton
  ActiveQueries activeQueries(
      SkoposConfiguration configuration, InstantSource clock, MeterRegistry meters) {
    return new ActiveQueries(configuration.query().maxConcurrency(), clock, meters);
  }
}
