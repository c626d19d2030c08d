// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.access.AccessControl;
import dev.skopos.forecast.CapacityRegistry;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.model.ResourceId;
import dev.skopos.rest.RequestCaller;
import dev.skopos.rest.Views;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** The pages of capacity: all forecasts, and one with its charts. */
@Path("/ui/capacity")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class CapacityPagesResource {

  private final CapacityRegistry forecasts;
  private final AccessControl access;

  CapacityPagesResource(CapacityRegistry forecasts, AccessControl access) {
    this.forecasts = forecasts;
    this.access = access;
  }

  private Views views(RoutingContext context) {
    return new Views(access, RequestCaller.of(context), "capacityforecasts");
  }

  @GET
  public String all(@Context RoutingContext context) {
    Views sees = views(context);
    CapacityBoard board =
        CapacityBoards.of(
            forecasts.snapshots().stream()
                .filter(each -> sees.test(each.definition().id()))
                .toList());
    return Pages.capacity(Visitor.of(context), board).render();
  }

  @GET
  @Path("{namespace}/{name}")
  public String one(
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Context RoutingContext context) {
    ResourceId id = new ResourceId(CapacityDefinition.KIND, namespace, name);
    if (!views(context).test(id)) {
      throw new NotFoundException();
    }
    return forecasts
        .snapshot(id)
        .map(CapacityBoards::detail)
        .map(detail -> Pages.forecast(Visitor.of(context), detail).render())
        .orElseThrow(NotFoundException::new);
  }
}
