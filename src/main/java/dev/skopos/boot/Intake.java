// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.ingest.RemoteWrite;
import dev.skopos.net.SecretSource;
import dev.skopos.net.http.HttpClient;
import dev.skopos.scrape.TargetSource;
import dev.skopos.scrape.run.Fetcher;
import dev.skopos.scrape.run.HttpFetcher;
import dev.skopos.scrape.run.ScrapeRegistry;
import dev.skopos.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes what brings samples in from outside. */
@ApplicationScoped
class Intake {

  @Produces
  @Singleton
  RemoteWrite remoteWrite(Store store, MeterRegistry meters) {
    return new RemoteWrite(store, meters);
  }

  @Produces
  @Singleton
  Fetcher fetcher(HttpClient http, SecretSource secrets, PrometheusMeterRegistry registry) {
    return new OwnMetrics(registry, new HttpFetcher(http, secrets));
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
        discovery,
        store,
        meters);
  }
}
