// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.access.AccessControl;
import dev.skopos.report.ReportOutbox;
import dev.skopos.report.ReportRecords;
import dev.skopos.rest.ReportViews;
import dev.skopos.rest.RequestCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.jboss.logging.Logger;

/** The page of kept reports; what a caller may not see is not there. */
@Path("/ui/reports")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ReportPagesResource {

  private static final Logger LOG = Logger.getLogger(ReportPagesResource.class);
  private static final int MOST_OFFSET = 1_000_000;

  private final ReportBoards boards;
  private final AccessControl access;

  ReportPagesResource(ReportRecords records, ReportOutbox outbox, AccessControl access) {
    this.boards = new ReportBoards(records, outbox);
    this.access = access;
  }

  @GET
  public String page(
      @QueryParam("namespace") @DefaultValue("") String namespace,
      @QueryParam("name") @DefaultValue("") String name,
      @QueryParam("offset") @DefaultValue("0") int offset,
      @Context RoutingContext context) {
    ReportRecords.Filter filter = new ReportRecords.Filter(namespace.strip(), name.strip());
    ReportViews sees = new ReportViews(access, RequestCaller.of(context));
    return Pages.reports(
            Visitor.of(context), board(filter, Math.clamp(offset, 0, MOST_OFFSET), sees))
        .render();
  }

  private ReportBoard board(ReportRecords.Filter filter, int offset, ReportViews sees) {
    try {
      return boards.of(filter, offset, sees);
    } catch (IOException e) {
      LOG.warnf("Cannot read the kept reports: %s", e.getMessage());
      return ReportBoards.away(filter);
    }
  }
}
