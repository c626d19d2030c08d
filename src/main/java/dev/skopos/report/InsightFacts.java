// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.insight.summary.Summary;
import dev.skopos.notify.channel.ReportMessage.Fact;
import java.util.ArrayList;
import java.util.List;

/** What the report of everything says in short. */
final class InsightFacts {

  private InsightFacts() {}

  static List<Fact> of(InsightReport report) {
    Summary summary = report.summary();
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Health score",
            "%s of 100, namespaces below 80: %d"
                .formatted(report.score(), summary.health().namespacesWithIssues())));
    report.namespaces().stream()
        .filter(each -> each.score().hasIssues())
        .findFirst()
        .ifPresent(
            worst ->
                facts.add(
                    new Fact(
                        "Worst namespace",
                        worst.namespace() + ", " + InsightFigures.count(worst.score().exact()))));
    compared(facts, InsightMeasure.uptime(summary.all(), summary.before()));
    compared(facts, InsightMeasure.p95(summary.all(), summary.before()));
    facts.add(new Fact("Alerts that fired", InsightFigures.count(summary.alertsFired())));
    facts.add(
        new Fact(
            "Objectives not met",
            "%d of %d".formatted(summary.violated(), summary.objectives().size())));
    facts.add(new Fact("Resources at risk", Integer.toString(summary.atRisk().size())));
    facts.add(new Fact("Open issues", issues(report)));
    facts.add(new Fact("Period", report.period() + ", times of " + Figures.zone(report.zone())));
    report.notes().forEach(note -> facts.add(new Fact("Note", note)));
    return List.copyOf(facts);
  }

  private static void compared(List<Fact> facts, InsightMeasure measure) {
    facts.add(new Fact(measure.title(), InsightFigures.compared(measure)));
  }

  private static String issues(InsightReport report) {
    return report.issues().isEmpty()
        ? "none"
        : "%d, the worst: %s"
            .formatted(report.issues().size(), report.issues().getFirst().message());
  }
}
