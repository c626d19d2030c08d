// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.promql.ActiveQueries;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** The queries of clients that wait or run, the oldest first. */
@Path("/api/skopos/v1/queries")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ActiveQueriesResource {

  private final ActiveQueries queries;
  private final InstantSource clock;

  ActiveQueriesResource(ActiveQueries queries, InstantSource clock) {
    this.queries = queries;
    this.clock = clock;
  }

  private record Shown(long id, String query, String state, String since, double seconds) {}

  private record Answer(int maxConcurrency, List<Shown> queries) {}

  @GET
  public Response active() {
    List<Shown> shown = queries.snapshot().stream().map(this::shown).toList();
    return ApiAnswer.success(new Answer(queries.concurrent(), shown));
  }

  private Shown shown(ActiveQueries.ActiveQuery query) {
    return new Shown(
        query.id(),
        query.query(),
        query.state().name().toLowerCase(Locale.ROOT),
        query.since().toString(),
        Duration.between(query.since(), clock.instant()).toMillis() / 1000.0);
  }
}
