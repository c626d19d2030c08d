// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.notify.channel.ReportMessage;
import dev.skopos.notify.channel.ReportMessage.Attachment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes messages of kept reports. */
final class ReportMessages {

  private static final String PATH = "/api/skopos/v1/reports/";

  private ReportMessages() {}

  static ReportMessage of(
      ReportDelivery delivery,
      ReportRecord report,
      String json,
      ReportRecords records,
      String externalUrl)
      throws IOException {
    return new ReportMessage(
        delivery.idempotencyKey(),
        delivery.channel().name(),
        report.source(),
        report.name(),
        report.title(),
        report.facts(),
        report.from(),
        report.to(),
        report.created(),
        externalUrl + PATH + report.id(),
        externalUrl,
        json,
        attachments(report, records));
  }

  private static List<Attachment> attachments(ReportRecord report, ReportRecords records)
      throws IOException {
    List<Attachment> attachments = new ArrayList<>();
    for (ReportFormat format : report.formats()) {
      Optional<String> content = records.content(report.id(), format);
      if (content.isPresent()) {
        attachments.add(
            new Attachment(format.file(report.title()), format.mediaType(), content.get()));
      }
    }
    return attachments;
  }
}
