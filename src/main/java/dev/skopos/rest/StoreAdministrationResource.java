// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.promql.Engine;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/** Deletes samples and makes snapshots; as Prometheus 3's admin API, with its answers. */
@Path("/api/v1/admin/tsdb")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RunOnVirtualThread
public class StoreAdministrationResource {

  private final StoreAdministration store;
  private final Engine engine;

  StoreAdministrationResource(StoreAdministration store, Engine engine) {
    this.store = store;
    this.engine = engine;
  }

  /** Does what was asked for, unless a parameter cannot be used. */
  @FunctionalInterface
  private interface Action {
    Response run(Parameters parameters) throws BadParameterException, IOException;
  }

  @POST
  @Path("delete_series")
  public Response delete(@Context UriInfo uri) {
    return answer(uri, this::delete);
  }

  @PUT
  @Path("delete_series")
  public Response putDelete(@Context UriInfo uri) {
    return answer(uri, this::delete);
  }

  @POST
  @Path("clean_tombstones")
  public Response clean(@Context UriInfo uri) {
    return answer(uri, this::clean);
  }

  @PUT
  @Path("clean_tombstones")
  public Response putClean(@Context UriInfo uri) {
    return answer(uri, this::clean);
  }

  @POST
  @Path("snapshot")
  public Response snapshot(@Context UriInfo uri) {
    return answer(uri, this::snapshot);
  }

  @PUT
  @Path("snapshot")
  public Response putSnapshot(@Context UriInfo uri) {
    return answer(uri, this::snapshot);
  }

  private Response delete(Parameters parameters) throws BadParameterException, IOException {
    if (parameters.all("match[]").isEmpty()) {
      throw new BadParameterException("no match[] parameter provided");
    }
    long from = parameters.time("start", Instant.ofEpochMilli(Long.MIN_VALUE)).toEpochMilli();
    long to = parameters.time("end", Instant.ofEpochMilli(Long.MAX_VALUE)).toEpochMilli();
    if (to < from) {
      throw new BadParameterException("end", "end timestamp must not be before start time");
    }
    for (var matchers : Selectors.of(parameters, "match[]", engine)) {
      store.delete(from, to, matchers);
    }
    return Response.noContent().build();
  }

  private Response clean(Parameters parameters) throws IOException {
    store.removeDeleted();
    return Response.noContent().build();
  }

  private Response snapshot(Parameters parameters) throws BadParameterException, IOException {
    String skipHead = parameters.text("skip_head");
    if (!skipHead.isEmpty() && !skipHead.equals("true") && !skipHead.equals("false")) {
      throw new BadParameterException(
          "skip_head", "\"" + skipHead + "\" is neither true nor false");
    }
    return ApiAnswer.success(Map.of("name", store.snapshot(!skipHead.equals("true"))));
  }

  private Response answer(UriInfo uri, Action action) {
    if (!store.available()) {
      return ApiAnswer.error(
          503, "unavailable", "the samples are in a remote store, which has an API of its own");
    }
    try {
      return action.run(Parameters.of(uri));
    } catch (BadParameterException e) {
      return ApiAnswer.badData(e);
    } catch (IOException e) {
      return ApiAnswer.error(500, "internal", "the data volume: " + e.getMessage());
    }
  }
}
