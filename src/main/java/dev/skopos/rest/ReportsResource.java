// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.AccessControl;
import dev.skopos.model.ResourceId;
import dev.skopos.report.ObjectiveReport;
import dev.skopos.report.ObjectiveReports;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportOutbox;
import dev.skopos.report.ReportRecord;
import dev.skopos.report.ReportRecords;
import dev.skopos.slo.ObjectiveRegistry;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.definition.ObjectiveDefinition;
import dev.skopos.slo.definition.ObjectiveOrigin;
import dev.skopos.slo.definition.Window;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Reports, made now or kept; what a caller may not see is not there. */
@Path("/api/skopos/v1/reports")
@RunOnVirtualThread
public class ReportsResource {

  private static final int MOST_LISTED = 500;

  private final ObjectiveRegistry objectives;
  private final ObjectiveReports reports;
  private final ReportRecords records;
  private final ReportOutbox outbox;
  private final AccessControl access;
  private final InstantSource clock;

  ReportsResource(
      ObjectiveRegistry objectives,
      ObjectiveReports reports,
      ReportRecords records,
      ReportOutbox outbox,
      AccessControl access,
      InstantSource clock) {
    this.objectives = objectives;
    this.reports = reports;
    this.records = records;
    this.outbox = outbox;
    this.access = access;
    this.clock = clock;
  }

  private Views views(RoutingContext context) {
    return new Views(access, RequestCaller.of(context), "servicelevelobjectives");
  }

  /** A report that is made now and not kept. */
  @GET
  @Path("objectives/{namespace}/{name}")
  public Response objective(
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Context UriInfo uri,
      @Context RoutingContext context) {
    ResourceId id = ObjectiveOrigin.named(namespace, name);
    Optional<ObjectiveSnapshot> found =
        views(context).test(id) ? objectives.snapshot(id) : Optional.empty();
    if (found.isEmpty()) {
      return ProblemJson.notFound("there is no " + id);
    }
    try {
      ReportRequest wanted =
          ReportRequest.of(Parameters.of(uri), zone(found.get().definition()), clock.instant());
      return reports
          .report(id, wanted.period())
          .map(report -> made(report, wanted.format(), context))
          .orElseGet(() -> ProblemJson.notFound(id + " was not evaluated yet"));
    } catch (BadParameterException e) {
      return ProblemJson.badRequest(e.text());
    }
  }

  /** That of its own periods; UTC where it has none. */
  private static ZoneId zone(ObjectiveDefinition objective) {
    return switch (objective.window()) {
      case Window.Calendar(var periods) -> periods.zone();
      case Window.Rolling _ -> ZoneOffset.UTC;
    };
  }

  private static Response made(
      ObjectiveReport report, ReportFormat format, RoutingContext context) {
    return ReportAnswer.of(
        report, report.objective().name() + '-' + report.result().title(), format, context);
  }

  /** The reports of a resource that are kept, the newest first. */
  @GET
  public Response kept(@Context UriInfo uri, @Context RoutingContext context) {
    Parameters parameters = Parameters.of(uri);
    String kind = parameters.text("kind");
    if (!ReportViews.kinds().contains(kind)) {
      return ProblemJson.badRequest(
          "kind is \"%s\", expected %s".formatted(kind, String.join(" or ", ReportViews.kinds())));
    }
    for (String needed : new String[] {"namespace", "name"}) {
      if (parameters.text(needed).isEmpty()) {
        return ProblemJson.badRequest(needed + " is missing");
      }
    }
    ResourceId source = new ResourceId(kind, parameters.text("namespace"), parameters.text("name"));
    if (!new ReportViews(access, RequestCaller.of(context)).test(source)) {
      return ProblemJson.notFound("there is no " + source);
    }
    try {
      return ApiAnswer.success(KeptReport.of(records.list(source, MOST_LISTED), outbox));
    } catch (IOException _) {
      return away();
    }
  }

  /** The content of a report that was kept, in one of its formats. */
  @GET
  @Path("{id}")
  public Response one(
      @PathParam("id") String id, @Context UriInfo uri, @Context RoutingContext context) {
    ReportViews sees = new ReportViews(access, RequestCaller.of(context));
    try {
      Optional<ReportRecord> found =
          uuid(id).isEmpty() ? Optional.empty() : records.find(uuid(id).get());
      return found.filter(report -> sees.test(report.source())).isEmpty()
          ? missing(id)
          : stored(found.get(), Parameters.of(uri).text("format"), context);
    } catch (IOException _) {
      return away();
    } catch (BadParameterException e) {
      return ProblemJson.badRequest(e.text());
    }
  }

  private Response stored(ReportRecord report, String word, RoutingContext context)
      throws IOException, BadParameterException {
    ReportFormat first =
        report.formats().isEmpty() ? ReportFormat.JSON : report.formats().getFirst();
    ReportFormat format = ReportRequest.format(word, first);
    return records
        .content(report.id(), format)
        .map(content -> ReportAnswer.of(format.file(report.title()), format, content, context))
        .orElseGet(() -> missing(report.id() + " in the format " + format.word()));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Response missing(String id) {
    return ProblemJson.notFound("there is no report " + id);
  }

  private static Response away() {
    return ProblemJson.unavailable("the records cannot be read; try again later");
  }
}
