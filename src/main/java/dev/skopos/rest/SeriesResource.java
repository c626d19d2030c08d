// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.promql.Engine;
import dev.skopos.store.Store;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is in the store: series, names and values of labels; as Prometheus 3. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SeriesResource {

  private static final Matcher ANY = Matcher.of(Matcher.Type.REGEX, Labels.METRIC_NAME, ".*");

  private final Engine engine;
  private final Store store;

  SeriesResource(Engine engine, Store store) {
    this.engine = engine;
    this.store = store;
  }

  /** Makes the answer, unless a parameter cannot be used. */
  @FunctionalInterface
  private interface Answer {
    Response make() throws BadParameterException;
  }

  @GET
  @Path("series")
  public Response series(@Context UriInfo uri) {
    return answer(() -> series(Parameters.of(uri)));
  }

  @POST
  @Path("series")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response series(MultivaluedMap<String, String> form, @Context UriInfo uri) {
    return answer(() -> series(Parameters.of(form, uri)));
  }

  @GET
  @Path("labels")
  public Response labels(@Context UriInfo uri) {
    return answer(() -> labels(Parameters.of(uri)));
  }

  @POST
  @Path("labels")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response labels(MultivaluedMap<String, String> form, @Context UriInfo uri) {
    return answer(() -> labels(Parameters.of(form, uri)));
  }

  @GET
  @Path("label/{name}/values")
  public Response values(@PathParam("name") String name, @Context UriInfo uri) {
    return answer(() -> values(name, Parameters.of(uri)));
  }

  private Response series(Parameters parameters) throws BadParameterException {
    if (parameters.all("match[]").isEmpty()) {
      throw new BadParameterException("no match[] parameter provided");
    }
    List<?> found = matching(parameters).sorted().map(Labels::toMap).toList();
    return ApiAnswer.limited(found, parameters.limit());
  }

  private Response labels(Parameters parameters) throws BadParameterException {
    TreeSet<String> names = new TreeSet<>();
    matching(parameters).forEach(labels -> labels.forEach((name, _) -> names.add(name)));
    return ApiAnswer.limited(List.copyOf(names), parameters.limit());
  }

  private Response values(String name, Parameters parameters) throws BadParameterException {
    if (name.isEmpty()) {
      throw new BadParameterException("invalid label name: \"\"");
    }
    List<String> values =
        matching(parameters)
            .filter(labels -> labels.has(name))
            .map(labels -> labels.get(name))
            .distinct()
            .sorted()
            .toList();
    return ApiAnswer.limited(values, parameters.limit());
  }

  /** The series that fulfil any of the selectors, each once; all of them without a selector. */
  private Stream<Labels> matching(Parameters parameters) throws BadParameterException {
    long from = parameters.time("start", Instant.ofEpochMilli(Long.MIN_VALUE)).toEpochMilli();
    long to = parameters.time("end", Instant.ofEpochMilli(Long.MAX_VALUE)).toEpochMilli();
    if (to < from) {
      throw new BadParameterException("end", "end timestamp must not be before start time");
    }
    List<List<Matcher>> asked = Selectors.of(parameters, "match[]", engine);
    return (asked.isEmpty() ? List.of(List.of(ANY)) : asked)
        .stream().flatMap(matchers -> store.series(from, to, matchers).stream()).distinct();
  }

  private static Response answer(Answer answer) {
    try {
      return answer.make();
    } catch (BadParameterException e) {
      return ApiAnswer.badData(e);
    }
  }
}
