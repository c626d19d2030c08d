// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.exposition.MetricFamily;
import dev.skopos.exposition.TextFormat;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.store.Store;
import dev.skopos.store.StoreUnavailableException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/** The operator's own metrics, and the newest results of all checks. */
@Path("/metrics")
@RunOnVirtualThread
public class MetricsResource {

  private static final Logger LOG = Logger.getLogger(MetricsResource.class);

  /** As far as PromQL looks back; what is older is not the present any more. */
  private static final Duration LOOKBACK = Duration.ofMinutes(5);

  private static final List<Matcher> RESULTS_OF_CHECKS =
      List.of(Matcher.of(Matcher.Type.REGEX, Labels.METRIC_NAME, "probe_.+|skopos_check_.+"));

  private final PrometheusMeterRegistry registry;
  private final Store store;
  private final InstantSource clock;

  MetricsResource(PrometheusMeterRegistry registry, Store store, InstantSource clock) {
    this.registry = registry;
    this.store = store;
    this.clock = clock;
  }

  @GET
  public Response metrics() throws IOException {
    StringBuilder text = new StringBuilder(registry.scrape());
    TextFormat.PROMETHEUS.write(text, MetricFamily.untyped(newestResults()));
    return Response.ok(text.toString()).type(TextFormat.PROMETHEUS.contentType()).build();
  }

  private List<MetricFamily.Point> newestResults() {
    Instant now = clock.instant();
    long from = now.minus(LOOKBACK).toEpochMilli() + 1;
    return select(from, now.toEpochMilli()).stream()
        .filter(series -> !Sample.isStale(newest(series)))
        .map(series -> new MetricFamily.Point(series.labels(), newest(series), null))
        .toList();
  }

  /** The operator's own metrics are there too while a remote store is away, and tell that it is. */
  private List<Series> select(long from, long to) {
    try {
      return store.select(from, to, RESULTS_OF_CHECKS);
    } catch (StoreUnavailableException e) {
      LOG.debugf("The results of checks are not known: %s", e.getMessage());
      return List.of();
    }
  }

  private static double newest(Series series) {
    return series.values()[series.length() - 1];
  }
}
