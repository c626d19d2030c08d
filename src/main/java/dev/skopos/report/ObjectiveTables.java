// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.report.PageTable.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the report of an objective says, as people read it: the same on all pages. */
final class ObjectiveTables {

  private final ObjectiveReport report;

  ObjectiveTables(ObjectiveReport report) {
    this.report = report;
  }

  String title() {
    return "%s/%s, %s"
        .formatted(
            report.objective().namespace(), report.objective().name(), report.result().title());
  }

  /** What was spent, in sentences. */
  List<String> summary() {
    PeriodResult result = report.result();
    String spent =
        "%s of the events were good; %s of %s were bad, the target allows %s. Budget left: %s."
            .formatted(
                Figures.percent(result.sli(), 4),
                Figures.count(result.bad()),
                Figures.count(result.total()),
                Figures.count(result.budget()),
                Figures.percent(result.remainingRatio(), 2));
    return result.groups() > 1
        ? List.of(
            spent,
            "%d of %d groups missed the target.".formatted(result.missedGroups(), result.groups()))
        : List.of(spent);
  }

  /** Both ends of the period. */
  String times() {
    return "From %s to %s, times of %s. Made at %s."
        .formatted(
            minute(report.result().from()),
            minute(report.result().to()),
            Figures.zone(report.zone()),
            minute(report.created()));
  }

  PageTable results() {
    Stream<Row> earlier =
        report.earlier().stream()
            .map(each -> result(each, Figures.points(report.result().sliChange(each))));
    return new PageTable(
        "This and earlier periods",
        List.of(
            "Period",
            "Target",
            "Good events",
            "Change since",
            "Bad events",
            "Events",
            "Budget left"),
        Stream.concat(Stream.of(result(report.result(), "")), earlier).toList(),
        "");
  }

  private static Row result(PeriodResult result, String change) {
    return judged(
        result.verdict(),
        result.title(),
        result.verdict().text(),
        Figures.percent(result.sli(), 4),
        change,
        Figures.count(result.bad()),
        Figures.count(result.total()),
        Figures.percent(result.remainingRatio(), 2));
  }

  PageTable burnDown() {
    return new PageTable(
        "Error budget burn-down",
        List.of("Up to", "Bad events", "Events", "Budget left"),
        report.burnDown().stream().map(this::point).toList(),
        "");
  }

  private Row point(ObjectiveReport.BurnDown point) {
    return Row.of(
        minute(point.at()),
        Figures.count(point.bad()),
        Figures.count(point.total()),
        Figures.percent(point.remainingRatio(), 2));
  }

  PageTable groups() {
    return new PageTable(
        "Worst groups",
        List.of("Group", "Target", "Good events", "Bad events", "Budget left"),
        report.worstGroups().stream().map(ObjectiveTables::group).toList(),
        "");
  }

  private static Row group(ObjectiveReport.Group group) {
    return judged(
        group.verdict(),
        Figures.labels(group.labels()),
        group.verdict().text(),
        Figures.percent(group.sli(), 4),
        Figures.count(group.bad()),
        Figures.percent(group.remainingRatio(), 2));
  }

  PageTable incidents() {
    return new PageTable(
        "Incidents",
        List.of("From", "To", "What", "Details", "Group"),
        report.incidents().stream().map(this::incident).toList(),
        "No incidents.");
  }

  private Row incident(Incident incident) {
    return Row.of(
        time(incident.begin(), "before"),
        time(incident.end(), "not ended"),
        incident.kind().text(),
        incident.details(),
        Figures.labels(incident.group()));
  }

  /** What is not known looks as all else. */
  private static Row judged(PeriodResult.Verdict verdict, String... cells) {
    return switch (verdict) {
      case MET -> Row.judged(true, cells);
      case MISSED -> Row.judged(false, cells);
      case NO_DATA -> Row.of(cells);
    };
  }

  private String time(Optional<Instant> time, String ifNot) {
    return time.map(this::minute).orElse(ifNot);
  }

  private String minute(Instant instant) {
    return Figures.minute(instant, report.zone());
  }
}
