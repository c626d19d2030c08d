// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.promql.Answer;
import dev.skopos.promql.Engine;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Instant and range queries, with Prometheus' parameters, answers and error texts. A query ends
 * when its client goes away; at most 20 run at a time, as in Prometheus, the others wait.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class QueryResource {

  private static final int CONCURRENT = 20;
  private static final int MOST_POINTS = 11_000;

  private final Engine engine;
  private final InstantSource clock;
  private final Semaphore running = new Semaphore(CONCURRENT, true);

  QueryResource(Engine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** One evaluation, not yet made. */
  @FunctionalInterface
  private interface Evaluation {
    Answer evaluate(BooleanSupplier cancelled) throws BadParameterException;
  }

  @GET
  @Path("query")
  public Response query(
      @BeanParam QueryParameters.InUrl parameters, @Context RoutingContext context) {
    QueryParameters all = parameters.all();
    return answer(context, all.query(), cancelled -> instant(all, cancelled));
  }

  @POST
  @Path("query")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response queryByForm(
      @BeanParam QueryParameters.InForm parameters, @Context RoutingContext context) {
    QueryParameters all = parameters.all();
    return answer(context, all.query(), cancelled -> instant(all, cancelled));
  }

  @GET
  @Path("query_range")
  public Response range(
      @BeanParam QueryParameters.InUrl parameters, @Context RoutingContext context) {
    QueryParameters all = parameters.all();
    return answer(context, all.query(), cancelled -> range(all, cancelled));
  }

  @POST
  @Path("query_range")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response rangeByForm(
      @BeanParam QueryParameters.InForm parameters, @Context RoutingContext context) {
    QueryParameters all = parameters.all();
    return answer(context, all.query(), cancelled -> range(all, cancelled));
  }

  private Answer instant(QueryParameters parameters, BooleanSupplier cancelled)
      throws BadParameterException {
    Instant at = parameters.time("time", parameters.time(), clock.instant());
    return engine.instant(parse(parameters.query()), at, cancelled);
  }

  private Answer range(QueryParameters parameters, BooleanSupplier cancelled)
      throws BadParameterException {
    Instant start = parameters.time("start", parameters.start(), null);
    Instant end = parameters.time("end", parameters.end(), null);
    if (end.isBefore(start)) {
      throw new BadParameterException("end", "end timestamp must not be before start time");
    }
    Duration step = parameters.step();
    if (Duration.between(start, end).dividedBy(step) > MOST_POINTS) {
      throw new BadParameterException(
          "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query"
              + " resolution (?step=XX)");
    }
    return engine.range(parse(parameters.query()), new Engine.Range(start, end, step), cancelled);
  }

  private Expr parse(String query) throws BadParameterException {
    try {
      return engine.parse(query);
    } catch (ParseException e) {
      throw new BadParameterException("query", String.valueOf(e.getMessage()));
    }
  }

  private Response answer(RoutingContext context, String query, Evaluation evaluation) {
    try {
      running.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return error(503, "canceled", "query was canceled in query queue");
    }
    try {
      Answer answer = evaluation.evaluate(() -> context.response().closed());
      return Response.ok((StreamingOutput) out -> PrometheusJson.write(answer, query, out)).build();
    } catch (BadParameterException e) {
      return error(400, "bad_data", e.text());
    } catch (QueryException e) {
      return switch (e.kind()) {
        case EXECUTION -> error(422, e.kind().label(), String.valueOf(e.getMessage()));
        case TIMEOUT, CANCELED -> error(503, e.kind().label(), String.valueOf(e.getMessage()));
      };
    } finally {
      running.release();
    }
  }

  private static Response error(int status, String type, String message) {
    return Response.status(status).entity(PrometheusJson.error(type, message)).build();
  }
}
