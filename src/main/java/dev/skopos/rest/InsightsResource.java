// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.AccessControl;
import dev.skopos.insight.Insights;
import dev.skopos.insight.score.Health;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Insights, made of what their caller may see; {@code namespace} asks for those of one alone. */
@Path("/api/skopos/v1/insights")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InsightsResource {

  private final Insights insights;
  private final AccessControl access;

  InsightsResource(Insights insights, AccessControl access) {
    this.insights = insights;
    this.access = access;
  }

  private Sights sights(RoutingContext context) {
    return new Sights(access, RequestCaller.of(context));
  }

  /** The scores, and what they are made of. */
  @GET
  @Path("health")
  public Response health(@Context UriInfo uri, @Context RoutingContext context) {
    String namespace = Parameters.of(uri).text("namespace");
    Health health = insights.health(sights(context));
    return ApiAnswer.success(
        HealthView.overview(namespace.isEmpty() ? health : health.in(namespace)));
  }
}
