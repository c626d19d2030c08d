// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Health under Prometheus' paths. */
@Path("/-")
@Produces(MediaType.TEXT_PLAIN)
public class OperationResource {

  private final Components components;

  OperationResource(Components components) {
    this.components = components;
  }

  @GET
  @Path("healthy")
  public String healthy() {
    return "Skopos is Healthy.\n";
  }

  @GET
  @Path("ready")
  public Response ready() {
    return components.ready()
        ? Response.ok("Skopos is Ready.\n").build()
        : Response.status(503).entity("Service Unavailable\n").build();
  }
}
