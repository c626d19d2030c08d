// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.report.Report;
import dev.skopos.report.ReportFormat;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;

/** Answers with the content of a report. */
final class ReportAnswer {

  /** A page of ours that loads nothing and runs nothing. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none';"
          + " form-action 'none'";

  private ReportAnswer() {}

  /** A report that was made now. */
  static Response of(Report report, String title, ReportFormat format, RoutingContext context) {
    return of(format.file(title), format, report.write(format), context);
  }

  static Response of(String file, ReportFormat format, String content, RoutingContext context) {
    // In place of the policy of all answers, which forbids the style that the page brings.
    context.response().putHeader("Content-Security-Policy", POLICY);
    return Response.ok(content)
        .header("Content-Type", format.mediaType())
        .header("Content-Disposition", "inline; filename=\"" + file + '"')
        .build();
  }
}
