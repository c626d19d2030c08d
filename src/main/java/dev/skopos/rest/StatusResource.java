// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.promql.ActiveQueries;
import dev.skopos.store.Store;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** What clients of Prometheus ask to find out whom they talk to. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class StatusResource {

  /** The version of Prometheus whose language and API this is; Grafana goes by it. */
  private static final String PROMETHEUS = "3.15.0";

  private static final int USUAL_TOP = 10;
  private static final int LONGEST_TOP = 10_000;

  private final RuntimeFacts facts;
  private final ActiveQueries queries;
  private final InstantSource clock;
  private final Store store;

  StatusResource(RuntimeFacts facts, ActiveQueries queries, InstantSource clock, Store store) {
    this.facts = facts;
    this.queries = queries;
    this.clock = clock;
    this.store = store;
  }

  /** What takes the room in the store's memory; the first ten of each list, or {@code limit}. */
  @GET
  @Path("status/tsdb")
  public Response tsdb(@Context UriInfo uri) {
    try {
      int most = Parameters.of(uri).limit().orElse(USUAL_TOP);
      if (most > LONGEST_TOP) {
        throw new BadParameterException("limit", "limit must not exceed " + LONGEST_TOP);
      }
      return ApiAnswer.success(StoreStatus.of(store.cardinality(most)));
    } catch (BadParameterException e) {
      return ApiAnswer.badData(e);
    }
  }

  private record BuildInfo(
      String version,
      String revision,
      String branch,
      String buildUser,
      String buildDate,
      String goVersion,
      String application,
      String applicationVersion) {}

  @GET
  @Path("status/buildinfo")
  public Response buildInfo() {
    return ApiAnswer.success(
        new BuildInfo(PROMETHEUS, "", "", "", "", "", "Skopos", facts.version()));
  }

  @GET
  @Path("status/runtimeinfo")
  public Response runtimeInfo() {
    return ApiAnswer.success(
        Map.of(
            "startTime", facts.started().toString(),
            "serverTime", clock.instant().toString(),
            "reloadConfigSuccess", true,
            "lastConfigTime", facts.started().toString(),
            "corruptionCount", 0,
            "goroutineCount", ManagementFactory.getThreadMXBean().getThreadCount(),
            "GOMAXPROCS", Runtime.getRuntime().availableProcessors(),
            "storageRetention", text(facts.retention())));
  }

  /** Those of Prometheus' flags that have a counterpart. */
  @GET
  @Path("status/flags")
  public Response flags() {
    return ApiAnswer.success(
        Map.of(
            "query.lookback-delta", text(facts.lookback()),
            "query.timeout", text(facts.queryTimeout()),
            "query.max-concurrency", Integer.toString(queries.concurrent()),
            "query.max-samples", Long.toString(facts.querySamples()),
            "storage.tsdb.retention.time", text(facts.retention())));
  }

  /** There is no such file: what is watched are resources. */
  @GET
  @Path("status/config")
  public Response config() {
    return ApiAnswer.success(Map.of("yaml", ""));
  }

  /** {@code 30d}, {@code 5m}. */
  private static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
