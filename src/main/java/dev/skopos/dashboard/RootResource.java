// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Leads from the bare address to the start page. */
@Path("/")
public class RootResource {

  @GET
  public Response root() {
    return Response.seeOther(URI.create("/ui/")).build();
  }
}
