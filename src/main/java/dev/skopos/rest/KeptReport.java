// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.report.ReportDelivery;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportOutbox;
import dev.skopos.report.ReportRecord;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A report as it is listed. */
record KeptReport(
    String id,
    String name,
    String title,
    String from,
    String to,
    String created,
    List<String> formats,
    List<Delivered> deliveries) {

  /** How far it is on its way to a channel. */
  record Delivered(String channel, String state, String time, String reason) {

    static Delivered of(ReportDelivery delivery) {
      return new Delivered(
          delivery.channel().namespace() + '/' + delivery.channel().name(),
          switch (delivery.state()) {
            case WAITING -> "Waiting";
            case DELIVERED -> "Delivered";
            case GIVEN_UP -> "GivenUp";
          },
          delivery.at().toString(),
          delivery.reason());
    }
  }

  /** The reports in their order, with their deliveries. */
  static List<KeptReport> of(List<ReportRecord> reports, ReportOutbox outbox) throws IOException {
    Map<UUID, List<ReportDelivery>> deliveries =
        outbox.of(reports.stream().map(ReportRecord::id).toList()).stream()
            .collect(Collectors.groupingBy(ReportDelivery::report));
    return reports.stream()
        .map(report -> of(report, deliveries.getOrDefault(report.id(), List.of())))
        .toList();
  }

  private static KeptReport of(ReportRecord report, List<ReportDelivery> deliveries) {
    return new KeptReport(
        report.id().toString(),
        report.name(),
        report.title(),
        report.from().toString(),
        report.to().toString(),
        report.created().toString(),
        report.formats().stream().map(ReportFormat::word).toList(),
        deliveries.stream().map(Delivered::of).toList());
  }
}
