// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.notify.channel.ReportMessage.Fact;
import java.util.ArrayList;
import java.util.List;

/** What the report of an objective says in short. */
final class ObjectiveFacts {

  private ObjectiveFacts() {}

  static List<Fact> of(ObjectiveReport report) {
    PeriodResult result = report.result();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Service", report.service()));
    facts.add(new Fact("Target", target(report)));
    facts.add(new Fact("Good events", Figures.percent(result.sli(), 4)));
    facts.add(new Fact("Bad events", bad(result)));
    facts.add(new Fact("Error budget left", Figures.percent(result.remainingRatio(), 2)));
    report.earlier().stream()
        .findFirst()
        .filter(before -> Double.isFinite(result.sliChange(before)))
        .ifPresent(before -> facts.add(new Fact("Change", change(result, before))));
    facts.add(new Fact("Incidents", Integer.toString(report.incidents().size())));
    report.worstGroups().stream().findFirst().ifPresent(group -> facts.add(worst(group)));
    facts.add(new Fact("Period", period(report)));
    report.notes().forEach(note -> facts.add(new Fact("Note", note)));
    return List.copyOf(facts);
  }

  private static String target(ObjectiveReport report) {
    PeriodResult result = report.result();
    String groups =
        result.groups() > 1 && result.missedGroups() > 0
            ? " by %d of %d groups".formatted(result.missedGroups(), result.groups())
            : "";
    return Figures.percent(report.targetPercent()) + ", " + result.verdict().text() + groups;
  }

  private static String bad(PeriodResult result) {
    return "%s of %s; the target allows %s"
        .formatted(
            Figures.count(result.bad()),
            Figures.count(result.total()),
            Figures.count(result.budget()));
  }

  private static String change(PeriodResult result, PeriodResult before) {
    return Figures.points(result.sliChange(before)) + " since " + before.title();
  }

  private static Fact worst(ObjectiveReport.Group group) {
    return new Fact(
        "Worst group",
        "%s: %s of the budget left"
            .formatted(Figures.labels(group.labels()), Figures.percent(group.remainingRatio(), 2)));
  }

  private static String period(ObjectiveReport report) {
    return "%s to %s, times of %s"
        .formatted(
            Figures.minute(report.result().from(), report.zone()),
            Figures.minute(report.result().to(), report.zone()),
            Figures.zone(report.zone()));
  }
}
