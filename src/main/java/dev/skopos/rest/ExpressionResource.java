// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.skopos.promql.Engine;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.Formatter;
import dev.skopos.promql.parse.ParseException;
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

/** Reads expressions without evaluating them: laid out as text, or as a tree; as Prometheus 3. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ExpressionResource {

  private final Engine engine;

  ExpressionResource(Engine engine) {
    this.engine = engine;
  }

  @GET
  @Path("format_query")
  public Response format(@Context UriInfo uri) {
    return format(Parameters.of(uri));
  }

  @POST
  @Path("format_query")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response format(MultivaluedMap<String, String> form, @Context UriInfo uri) {
    return format(Parameters.of(form, uri));
  }

  @GET
  @Path("parse_query")
  public Response parse(@Context UriInfo uri) {
    return parse(Parameters.of(uri));
  }

  @POST
  @Path("parse_query")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response parse(MultivaluedMap<String, String> form, @Context UriInfo uri) {
    return parse(Parameters.of(form, uri));
  }

  private Response format(Parameters parameters) {
    try {
      return ApiAnswer.success(Formatter.format(expression(parameters)));
    } catch (BadParameterException e) {
      return ApiAnswer.badData(e);
    }
  }

  private Response parse(Parameters parameters) {
    try {
      return ApiAnswer.success(new RawValue(ExpressionTree.json(expression(parameters))));
    } catch (BadParameterException e) {
      return ApiAnswer.badData(e);
    }
  }

  private Expr expression(Parameters parameters) throws BadParameterException {
    try {
      return engine.parse(parameters.text("query"));
    } catch (ParseException e) {
      throw new BadParameterException("query", String.valueOf(e.getMessage()));
    }
  }
}
