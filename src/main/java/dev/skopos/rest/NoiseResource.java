// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.AccessControl;
import dev.skopos.insight.observe.HistoryReader.ReadFailedException;
import dev.skopos.insight.tuning.KnownRule;
import dev.skopos.insight.tuning.NoiseMeter;
import dev.skopos.insight.tuning.NoiseReport;
import dev.skopos.insight.tuning.NoiseTable;
import dev.skopos.net.Deadline;
import dev.skopos.rule.RuleRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** The rules that fired most in the last days; those that a caller may not see are not counted. */
@Path("/api/skopos/v1/insights/noise")
@RunOnVirtualThread
public class NoiseResource {

  private static final int USUAL_DAYS = 7;

  private final RuleRegistry rules;
  private final NoiseMeter meter;
  private final AccessControl access;
  private final RuntimeFacts facts;

  NoiseResource(RuleRegistry rules, NoiseMeter meter, AccessControl access, RuntimeFacts facts) {
    this.rules = rules;
    this.meter = meter;
    this.access = access;
    this.facts = facts;
  }

  /** As JSON, CSV or Markdown. */
  @GET
  public Response noise(@Context UriInfo uri, @Context RoutingContext context) {
    Parameters parameters = Parameters.of(uri);
    String format = parameters.text("format");
    try {
      int days = days(parameters.text("days"));
      return switch (format) {
        case "", "json" -> ApiAnswer.success(NoiseView.of(report(days, context)));
        case "csv" -> text("text/csv", NoiseTable.csv(report(days, context)));
        case "markdown" -> text("text/markdown", NoiseTable.markdown(report(days, context)));
        default ->
            throw new BadParameterException(
                "format", "\"%s\", expected json, csv or markdown".formatted(format));
      };
    } catch (BadParameterException e) {
      return ProblemJson.badRequest(e.text());
    } catch (ReadFailedException e) {
      return ProblemJson.unprocessable(String.valueOf(e.getMessage()));
    }
  }

  private NoiseReport report(int days, RoutingContext context) throws ReadFailedException {
    Deadline deadline = Deadline.after(facts.queryTimeout());
    return meter.measure(
        days,
        KnownRule.all(rules.snapshots()),
        new RuleViews(access, RequestCaller.of(context))::seesNoise,
        () -> deadline.passed() || context.response().closed());
  }

  private static Response text(String type, String content) {
    return Response.ok(content).header("Content-Type", type + "; charset=utf-8").build();
  }

  private static int days(String text) throws BadParameterException {
    if (text.isEmpty()) {
      return USUAL_DAYS;
    }
    long most = NoiseMeter.LONGEST.toDays();
    if (!text.matches("[1-9][0-9]?") || Integer.parseInt(text) > most) {
      throw new BadParameterException(
          "days", "\"%s\", expected a whole number from 1 to %d".formatted(text, most));
    }
    return Integer.parseInt(text);
  }
}
