// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.model.Labels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A report as CSV: one table with a row for each fact, whose first column says what it is about.
 * What is not known is empty; ratios are shares, from 0 to 1.
 */
final class CsvReport {

  private static final List<String> COLUMNS =
      List.of(
          "section",
          "name",
          "from",
          "to",
          "verdict",
          "sli",
          "bad_events",
          "events",
          "budget",
          "budget_remaining_ratio");

  private final ObjectiveReport report;

  CsvReport(ObjectiveReport report) {
    this.report = report;
  }

  String write() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(COLUMNS);
    rows.add(result("period", report.result()));
    report.earlier().forEach(each -> rows.add(result("earlier", each)));
    report.burnDown().forEach(each -> rows.add(point(each)));
    report.worstGroups().forEach(each -> rows.add(group(each)));
    report.incidents().forEach(each -> rows.add(incident(each)));
    return CsvTable.of(rows);
  }

  private static List<String> result(String section, PeriodResult result) {
    return List.of(
        section,
        result.title(),
        result.from().toString(),
        result.to().toString(),
        result.verdict().text(),
        number(result.sli()),
        number(result.bad()),
        number(result.total()),
        number(result.budget()),
        number(result.remainingRatio()));
  }

  private List<String> point(ObjectiveReport.BurnDown point) {
    return List.of(
        "burn_down",
        "",
        report.result().from().toString(),
        point.at().toString(),
        "",
        "",
        number(point.bad()),
        number(point.total()),
        number(report.result().budget()),
        number(point.remainingRatio()));
  }

  private List<String> group(ObjectiveReport.Group group) {
    return List.of(
        "group",
        group.labels().toString(),
        report.result().from().toString(),
        report.result().to().toString(),
        group.verdict().text(),
        number(group.sli()),
        number(group.bad()),
        number(group.total()),
        "",
        number(group.remainingRatio()));
  }

  private static List<String> incident(Incident incident) {
    Stream<String> facts =
        Stream.of("incident", name(incident), time(incident.begin()), time(incident.end()));
    return Stream.concat(facts, Stream.generate(() -> "").limit(COLUMNS.size() - 4L)).toList();
  }

  private static String name(Incident incident) {
    Labels group = incident.group();
    return incident.kind().text()
        + (incident.details().isEmpty() ? "" : ": " + incident.details())
        + (group.isEmpty() ? "" : " " + group);
  }

  private static String time(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("");
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }
}
