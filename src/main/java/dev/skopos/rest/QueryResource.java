// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.model.Series;
import dev.skopos.net.Deadline;
import dev.skopos.promql.ActiveQueries;
import dev.skopos.promql.Answer;
import dev.skopos.promql.Engine;
import dev.skopos.promql.Value;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Instant and range queries, with Prometheus' parameters, answers and error texts. A query ends
 * when its client goes away; only so many run at a time, as in Prometheus, the others wait.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class QueryResource {

  private static final int MOST_POINTS = 11_000;

  private static final int FEW_POINTS = 2_000;

  /** The value of the parameter stats that asks for the samples of each step too. */
  private static final String ALL = "all";

  private static final Set<String> STATISTICS = Set.of("", "true", ALL);

  private final Engine engine;
  private final ActiveQueries active;
  private final Duration longest;
  private final InstantSource clock;

  QueryResource(Engine engine, ActiveQueries active, RuntimeFacts facts, InstantSource clock) {
    this.engine = engine;
    this.active = active;
    this.longest = facts.queryTimeout();
    this.clock = clock;
  }

  /** One evaluation, not yet made. */
  @FunctionalInterface
  private interface Evaluation {
    Answer evaluate(Parameters parameters, BooleanSupplier cancelled) throws BadParameterException;
  }

  @GET
  @Path("query")
  public Response query(@Context UriInfo uri, @Context RoutingContext context) {
    return answer(Parameters.of(uri), context, this::instant);
  }

  @POST
  @Path("query")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response query(
      MultivaluedMap<String, String> form, @Context UriInfo uri, @Context RoutingContext context) {
    return answer(Parameters.of(form, uri), context, this::instant);
  }

  @GET
  @Path("query_range")
  public Response range(@Context UriInfo uri, @Context RoutingContext context) {
    return answer(Parameters.of(uri), context, this::range);
  }

  @POST
  @Path("query_range")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response range(
      MultivaluedMap<String, String> form, @Context UriInfo uri, @Context RoutingContext context) {
    return answer(Parameters.of(form, uri), context, this::range);
  }

  private Answer instant(Parameters parameters, BooleanSupplier cancelled)
      throws BadParameterException {
    Instant at = parameters.time("time", clock.instant());
    return engine.instant(parse(parameters.text("query")), at, cancelled);
  }

  private Answer range(Parameters parameters, BooleanSupplier cancelled)
      throws BadParameterException {
    Instant start = parameters.time("start", null);
    Instant end = parameters.time("end", null);
    if (end.isBefore(start)) {
      throw new BadParameterException("end", "end timestamp must not be before start time");
    }
    Duration step = parameters.step();
    if (Duration.between(start, end).dividedBy(step) > MOST_POINTS) {
      throw new BadParameterException(
          "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query"
              + " resolution (?step=XX)");
    }
    Expr expr = parse(parameters.text("query"));
    return engine.range(expr, new Engine.Range(start, end, step), cancelled);
  }

  private Expr parse(String query) throws BadParameterException {
    try {
      return engine.parse(query);
    } catch (ParseException e) {
      throw new BadParameterException("query", String.valueOf(e.getMessage()));
    }
  }

  private Response answer(Parameters parameters, RoutingContext context, Evaluation evaluation) {
    try {
      Deadline deadline = Deadline.after(parameters.timeout(longest));
      OptionalInt limit = parameters.limit();
      BooleanSupplier over = () -> context.response().closed() || deadline.passed();
      String query = parameters.text("query");
      long begin = System.nanoTime();
      try {
        return active.inTurn(
            query,
            deadline.remaining(),
            () -> {
              Duration queued = Duration.ofNanos(System.nanoTime() - begin);
              Answer answer = evaluation.evaluate(parameters, over);
              return answer(answer, parameters, limit, queued);
            });
      } catch (QueryException e) {
        return failed(e, deadline.passed() && !context.response().closed());
      }
    } catch (BadParameterException e) {
      return ApiAnswer.badData(e);
    }
  }

  private static @Nullable StatisticsJson statistics(String asked, Answer answer, Duration queued) {
    return asked.isEmpty()
        ? null
        : new StatisticsJson(answer.statistics(), queued, asked.equals(ALL));
  }

  private static Response answer(
      Answer answer, Parameters parameters, OptionalInt limit, Duration queued) {
    String query = parameters.text("query");
    String statistics = parameters.text("stats");
    Value value = answer.value();
    Value some = limit.isEmpty() ? value : first(value, limit.getAsInt());
    List<String> warnings = new ArrayList<>(answer.warnings(query));
    if (!some.equals(value)) {
      warnings.add(ApiAnswer.TRUNCATED);
    }
    if (!STATISTICS.contains(statistics)) {
      warnings.add(
          ("value \"%s\" for parameter \"stats\" is deprecated and will be rejected in the"
                  + " next major release, use \"true\" or \"all\"")
              .formatted(statistics));
    }
    PrometheusJson.QueryData data =
        new PrometheusJson.QueryData(
            some, warnings, answer.infos(query), statistics(statistics, answer, queued));
    return Response.ok(entity(data)).build();
  }

  /** Small answers are sent at once, which saves a wait for the connection. */
  private static Object entity(PrometheusJson.QueryData data) {
    if (isSmall(data.value())) {
      return PrometheusJson.bytes(data);
    }
    StreamingOutput json = out -> PrometheusJson.write(data, out);
    return json;
  }

  private static boolean isSmall(Value value) {
    return switch (value) {
      case Value.Vector(List<Value.Point> points) -> points.size() < FEW_POINTS;
      case Value.Matrix(List<Series> series) ->
          series.stream().mapToLong(Series::length).sum() < FEW_POINTS;
      case Value.Scalar _, Value.Text _ -> true;
    };
  }

  private static Value first(Value value, int limit) {
    return switch (value) {
      case Value.Vector(List<Value.Point> points) when points.size() > limit ->
          new Value.Vector(points.subList(0, limit));
      case Value.Matrix(List<Series> series) when series.size() > limit ->
          new Value.Matrix(series.subList(0, limit));
      case Value.Vector _, Value.Matrix _, Value.Scalar _, Value.Text _ -> value;
    };
  }

  /** The engine knows of one reason to stop; that the caller's time is over is the other. */
  private static Response failed(QueryException failure, boolean late) {
    return switch (failure.kind()) {
      case EXECUTION ->
          ApiAnswer.error(422, failure.kind().label(), String.valueOf(failure.getMessage()));
      case TIMEOUT, CANCELED ->
          late
              ? ApiAnswer.error(503, "timeout", "query timed out in expression evaluation")
              : ApiAnswer.error(503, failure.kind().label(), String.valueOf(failure.getMessage()));
    };
  }
}
