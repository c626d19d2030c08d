// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.model.Matcher;
import dev.skopos.promql.Engine;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.store.Store;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;

/** The exemplars of the series that an expression selects; as Prometheus 3. */
@Path("/api/v1/query_exemplars")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ExemplarsResource {

  private final Engine engine;
  private final Store store;

  ExemplarsResource(Engine engine, Store store) {
    this.engine = engine;
    this.store = store;
  }

  @GET
  public Response query(@Context UriInfo uri) {
    return answer(Parameters.of(uri));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response query(MultivaluedMap<String, String> form, @Context UriInfo uri) {
    return answer(Parameters.of(form, uri));
  }

  private Response answer(Parameters parameters) {
    try {
      long from = parameters.time("start", Instant.ofEpochMilli(Long.MIN_VALUE)).toEpochMilli();
      long to = parameters.time("end", Instant.ofEpochMilli(Long.MAX_VALUE)).toEpochMilli();
      if (to < from) {
        throw new BadParameterException("end timestamp must not be before start timestamp");
      }
      List<List<Matcher>> selectors = selectors(parameters.text("query"));
      // what selects no series asks for nothing, which Prometheus answers with 204
      return selectors.isEmpty()
          ? Response.noContent().build()
          : Response.ok(ExemplarJson.text(store.exemplars(from, to, selectors))).build();
    } catch (BadParameterException e) {
      return ApiAnswer.badData(e);
    }
  }

  private List<List<Matcher>> selectors(String query) throws BadParameterException {
    try {
      return Selectors.within(engine.parse(query));
    } catch (ParseException e) {
      throw new BadParameterException(String.valueOf(e.getMessage()));
    }
  }
}
