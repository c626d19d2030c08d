// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.access.AccessControl;
import dev.skopos.insight.Insights;
import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.summary.Summary;
import dev.skopos.net.Deadline;
import dev.skopos.rest.RequestCaller;
import dev.skopos.rest.RuntimeFacts;
import dev.skopos.rest.Sights;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

/** The page of insights. */
@Path("/ui/insights")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class InsightPagesResource {

  private static final int HOURS = 24;

  private final Insights insights;
  private final AccessControl access;
  private final RuntimeFacts facts;

  InsightPagesResource(Insights insights, AccessControl access, RuntimeFacts facts) {
    this.insights = insights;
    this.access = access;
    this.facts = facts;
  }

  @GET
  public String page(@Context RoutingContext context) {
    Sights sights = new Sights(access, RequestCaller.of(context));
    Evidence evidence = insights.evidence(sights);
    Deadline deadline = Deadline.after(facts.queryTimeout());
    Summary summary =
        insights.summary(sights, HOURS, () -> deadline.passed() || context.response().closed());
    InsightBoard board = InsightBoards.of(evidence, insights.issues(evidence), summary);
    return Pages.insights(Visitor.of(context), board).render();
  }
}
