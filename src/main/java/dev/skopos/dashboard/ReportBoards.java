// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.Tone;
import dev.skopos.model.ResourceId;
import dev.skopos.report.InsightReports;
import dev.skopos.report.ReportDelivery;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportOutbox;
import dev.skopos.report.ReportRecord;
import dev.skopos.report.ReportRecords;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Puts the page of kept reports together. */
final class ReportBoards {

  /** Reports on a page. */
  static final int SHOWN = 50;

  private static final int BATCH = 100;

  /** Who may see little of much turns more pages. */
  private static final int MOST_SCANNED = 2_000;

  private final ReportRecords records;
  private final ReportOutbox outbox;

  ReportBoards(ReportRecords records, ReportOutbox outbox) {
    this.records = records;
    this.outbox = outbox;
  }

  /**
   * The page.
   *
   * @param offset how many reports it leaves out, seen or not
   */
  ReportBoard of(ReportRecords.Filter filter, int offset, Predicate<ResourceId> sees)
      throws IOException {
    List<ReportRecord> shown = new ArrayList<>();
    int at = offset;
    boolean end = false;
    while (!end && shown.size() < SHOWN && at < offset + MOST_SCANNED) {
      List<ReportRecord> batch = records.list(filter, at, BATCH);
      int taken = 0;
      while (taken < batch.size() && shown.size() < SHOWN) {
        ReportRecord report = batch.get(taken++);
        if (sees.test(report.source())) {
          shown.add(report);
        }
      }
      at += taken;
      end = taken == batch.size() && batch.size() < BATCH;
    }
    return new ReportBoard(
        filter.namespace(),
        filter.name(),
        "",
        rows(shown),
        offset == 0 ? "" : link(filter, 0),
        end ? "" : link(filter, at));
  }

  /** The page when the records are away. */
  static ReportBoard away(ReportRecords.Filter filter) {
    return new ReportBoard(
        filter.namespace(),
        filter.name(),
        "The records cannot be read; try again later.",
        List.of(),
        "",
        "");
  }

  private static String link(ReportRecords.Filter filter, int offset) {
    return "/ui/reports?namespace=%s&name=%s&offset=%d"
        .formatted(encoded(filter.namespace()), encoded(filter.name()), offset);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private List<ReportBoard.Row> rows(List<ReportRecord> reports) throws IOException {
    Map<UUID, List<ReportDelivery>> deliveries =
        outbox.of(reports.stream().map(ReportRecord::id).toList()).stream()
            .collect(Collectors.groupingBy(ReportDelivery::report));
    return reports.stream()
        .map(report -> row(report, deliveries.getOrDefault(report.id(), List.of())))
        .toList();
  }

  private static ReportBoard.Row row(ReportRecord report, List<ReportDelivery> deliveries) {
    ResourceId source = report.source();
    String path = source.namespace() + '/' + source.name();
    return new ReportBoard.Row(
        path,
        page(source),
        report.name(),
        report.title(),
        report.from() + " to " + report.to(),
        report.created().truncatedTo(ChronoUnit.SECONDS).toString(),
        report.formats().stream().map(format -> format(report, format)).toList(),
        deliveries.stream().map(ReportBoards::delivery).toList());
  }

  private static String page(ResourceId source) {
    return switch (source.kind()) {
      case ObjectiveDefinition.KIND -> "/ui/objectives/" + source.namespace() + '/' + source.name();
      case InsightReports.KIND -> "/ui/insights";
      default -> "";
    };
  }

  private static ReportBoard.Format format(ReportRecord report, ReportFormat format) {
    return new ReportBoard.Format(
        format.word(), "/api/skopos/v1/reports/" + report.id() + "?format=" + format.word());
  }

  private static ReportBoard.Delivery delivery(ReportDelivery delivery) {
    return new ReportBoard.Delivery(
        delivery.channel().namespace() + '/' + delivery.channel().name(),
        delivery.state().text(),
        switch (delivery.state()) {
          case WAITING -> delivery.reason().isEmpty() ? Tone.IDLE : Tone.WARN;
          case DELIVERED -> Tone.GOOD;
          case GIVEN_UP -> Tone.BAD;
        },
        delivery.reason());
  }
}
