// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.AccessControl;
import dev.skopos.forecast.CapacityRegistry;
import dev.skopos.forecast.CapacitySnapshot;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.model.ResourceId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.util.Optional;

/** Forecasts of capacity; what a caller may not see is not there. */
@Path("/api/skopos/v1/capacity")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CapacityResource {

  private static final int MOST_DAYS = 365;

  private final CapacityRegistry forecasts;
  private final AccessControl access;

  CapacityResource(CapacityRegistry forecasts, AccessControl access) {
    this.forecasts = forecasts;
    this.access = access;
  }

  private Views views(RoutingContext context) {
    return new Views(access, RequestCaller.of(context), "capacityforecasts");
  }

  /** All forecasts, with the worst risk of each namespace and of all. */
  @GET
  public Response all(@Context RoutingContext context) {
    Views sees = views(context);
    return ApiAnswer.success(
        CapacityView.overview(
            forecasts.snapshots().stream()
                .filter(each -> sees.test(each.definition().id()))
                .toList()));
  }

  @GET
  @Path("{namespace}/{name}")
  public Response one(
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Context RoutingContext context) {
    return find(namespace, name, context)
        .map(found -> ApiAnswer.success(CapacityView.forecast(found, true)))
        .orElseGet(() -> missing(namespace + '/' + name));
  }

  private Optional<CapacitySnapshot> find(String namespace, String name, RoutingContext context) {
    ResourceId id = new ResourceId(CapacityDefinition.KIND, namespace, name);
    return views(context).test(id) ? forecasts.snapshot(id) : Optional.empty();
  }

  private static Response missing(String what) {
    return ProblemJson.notFound("there is no CapacityForecast " + what);
  }

  /** A resource, as far ahead as the caller wants, from what is known of its past. */
  @GET
  @Path("forecast")
  public Response forecast(@Context UriInfo uri, @Context RoutingContext context) {
    Parameters parameters = Parameters.of(uri);
    String[] names = parameters.text("resource").split("/", -1);
    if (names.length != 3) {
      return ProblemJson.badRequest(
          "resource is \"%s\", expected namespace/name/resource"
              .formatted(parameters.text("resource")));
    }
    Optional<Duration> horizon = days(parameters.text("days"));
    if (horizon.isEmpty()) {
      return ProblemJson.badRequest(
          "days is \"%s\", expected a whole number from 1 to %d"
              .formatted(parameters.text("days"), MOST_DAYS));
    }
    return find(names[0], names[1], context)
        .flatMap(found -> found.resource(names[2]))
        .map(
            found ->
                forecasts
                    .forecast(found, horizon.get())
                    .map(outlook -> ApiAnswer.success(CapacityView.expectation(outlook, true)))
                    .orElseGet(
                        () ->
                            ProblemJson.notFound(
                                "too little is known of the past of "
                                    + parameters.text("resource"))))
        .orElseGet(() -> missing(parameters.text("resource")));
  }

  /** 30 when it is absent; empty when it is none. */
  private static Optional<Duration> days(String text) {
    if (text.isEmpty()) {
      return Optional.of(CapacityDefinition.DEFAULT_HORIZON);
    }
    if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > MOST_DAYS) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofDays(Integer.parseInt(text)));
  }
}
