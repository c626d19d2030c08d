// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.ingest.RemoteWrite;
import dev.skopos.net.SecretSource;
import dev.skopos.net.dial.Dialer;
import dev.skopos.net.http.HttpClient;
import dev.skopos.net.http.KeptConnections;
import dev.skopos.scrape.TargetSource;
import dev.skopos.scrape.run.Fetcher;
import dev.skopos.scrape.run.HttpFetcher;
import dev.skopos.scrape.run.ScrapeMemory;
import dev.skopos.scrape.run.ScrapeRegistry;
import dev.skopos.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what brings samples in from outside. */
@ApplicationScoped
class Intake {

  private static final int SCRAPE_SHARE = 8;
  private static final long LEAST_SCRAPE_MEMORY = 32L << 20;

  /** Made at the start, so that its counters are there before the first request. */
  @Produces
  @Singleton
  @Startup
  RemoteWrite remoteWrite(Store store, MeterRegistry meters) {
    return new RemoteWrite(store, meters);
  }

  @Produces
  @Singleton
  Fetcher fetcher(
      Dialer dialer,
      KeptConnections connections,
      SecretSource secrets,
      PrometheusMeterRegistry registry,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    HttpClient client = new HttpClient(dialer, "Skopos/" + version, connections);
    return new OwnMetrics(registry, new HttpFetcher(client, secrets));
  }

  @Produces
  @Singleton
  ScrapeRegistry scrapes(
      Schedules schedules,
      Fetcher fetcher,
      TargetSource discovery,
      Store store,
      MeterRegistry meters) {
    return new ScrapeRegistry(
        new ScrapeRegistry.Schedulers(schedules.scrapes(), schedules.upkeep()),
        fetcher,
        new ScrapeMemory(scrapeMemory(), meters),
        discovery,
        store,
        meters);
  }

  /** What answers of targets may take of the heap. */
  private static long scrapeMemory() {
    return Math.max(LEAST_SCRAPE_MEMORY, Runtime.getRuntime().maxMemory() / SCRAPE_SHARE);
  }
}
