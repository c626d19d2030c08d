// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.AccessControl;
import dev.skopos.insight.Insights;
import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Sight;
import dev.skopos.insight.score.Health;
import dev.skopos.insight.trend.Trends;
import dev.skopos.net.Deadline;
import dev.skopos.report.InsightReport;
import dev.skopos.report.InsightReports;
import dev.skopos.report.ReportFormat;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** Insights, made of what their caller may see; {@code namespace} asks for those of one alone. */
@Path("/api/skopos/v1/insights")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InsightsResource {

  private static final int USUAL_HOURS = 24;
  private static final int MOST_HOURS = 744;

  private final Insights insights;
  private final InsightReports reports;
  private final AccessControl access;
  private final RuntimeFacts facts;

  InsightsResource(
      Insights insights, InsightReports reports, AccessControl access, RuntimeFacts facts) {
    this.insights = insights;
    this.reports = reports;
    this.access = access;
    this.facts = facts;
  }

  private Evidence evidence(RoutingContext context) {
    return insights.evidence(new Sights(access, RequestCaller.of(context)));
  }

  /** The scores, and what they are made of. */
  @GET
  @Path("health")
  public Response health(@Context UriInfo uri, @Context RoutingContext context) {
    String namespace = namespace(uri);
    Evidence evidence = evidence(context);
    Health health = Health.of(evidence.observed());
    return ApiAnswer.success(
        HealthView.overview(
            namespace.isEmpty() ? health : health.in(namespace), Trends.of(evidence)));
  }

  private static String namespace(UriInfo uri) {
    return Parameters.of(uri).text("namespace");
  }

  /** The issues, the worst first, and what could not be asked of the store. */
  @GET
  @Path("issues")
  public Response issues(@Context UriInfo uri, @Context RoutingContext context) {
    String namespace = namespace(uri);
    Evidence evidence = evidence(context);
    return ApiAnswer.success(
        IssueView.list(
            insights.issues(evidence).stream()
                .filter(each -> namespace.isEmpty() || each.namespace().equals(namespace))
                .toList(),
            evidence.facts()));
  }

  /** How scores and checks have moved. */
  @GET
  @Path("trends")
  public Response trends(@Context UriInfo uri, @Context RoutingContext context) {
    String namespace = namespace(uri);
    Evidence evidence = evidence(context);
    return ApiAnswer.success(
        TrendView.list(
            Trends.of(evidence).checks().stream()
                .filter(each -> namespace.isEmpty() || each.check().namespace().equals(namespace))
                .toList(),
            evidence.facts()));
  }

  /** What happened in the last hours; with a format as a report to hand on. */
  @GET
  @Path("summary")
  @Produces(MediaType.WILDCARD)
  public Response summary(@Context UriInfo uri, @Context RoutingContext context) {
    String namespace = namespace(uri);
    OptionalInt hours = hours(Parameters.of(uri).text("hours"));
    if (hours.isEmpty()) {
      return ProblemJson.badRequest(
          "hours is \"%s\", expected a whole number from 1 to %d"
              .formatted(Parameters.of(uri).text("hours"), MOST_HOURS));
    }
    Sight sight = new Sights(access, RequestCaller.of(context));
    Sight wanted = namespace.isEmpty() ? sight : sight.within(namespace);
    String format = Parameters.of(uri).text("format");
    try {
      return format.isEmpty()
          ? ApiAnswer.success(
              SummaryView.of(insights.summary(wanted, hours.getAsInt(), gone(context))))
          : report(
              wanted, hours.getAsInt(), ReportRequest.format(format, ReportFormat.HTML), context);
    } catch (BadParameterException e) {
      return ProblemJson.badRequest(e.text());
    }
  }

  private BooleanSupplier gone(RoutingContext context) {
    Deadline deadline = Deadline.after(facts.queryTimeout());
    return () -> deadline.passed() || context.response().closed();
  }

  private Response report(Sight sight, int hours, ReportFormat format, RoutingContext context) {
    InsightReport report = reports.report(sight, hours, ZoneOffset.UTC, gone(context));
    return ReportAnswer.of(report, report.title(), format, context);
  }

  /** 24 when it is absent; empty when it is none. */
  private static OptionalInt hours(String text) {
    if (text.isEmpty()) {
      return OptionalInt.of(USUAL_HOURS);
    }
    if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > MOST_HOURS) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Integer.parseInt(text));
  }
}
