// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.InsightBoard.Figure;
import dev.skopos.dashboard.InsightBoard.Hours;
import dev.skopos.dashboard.InsightBoard.WorstRow;
import dev.skopos.insight.summary.Figures;
import dev.skopos.insight.summary.Latency;
import dev.skopos.insight.summary.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** What happened in the last hours, as the page of insights says it. */
final class InsightHours {

  private InsightHours() {}

  static Hours of(Summary summary) {
    Figures now = summary.all();
    Figures before = summary.before();
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("Runs of checks", number(now.runs()), number(before.runs())));
    figures.add(new Figure("Failed runs", number(now.failed()), number(before.failed())));
    figures.add(
        new Figure(
            "Good runs",
            InsightBoards.percent(now.uptime()),
            InsightBoards.percent(before.uptime())));
    figures.add(latency("Half of all runs within", now, before, Latency::p50));
    figures.add(latency("95 of 100 runs within", now, before, Latency::p95));
    figures.add(latency("99 of 100 runs within", now, before, Latency::p99));
    figures.add(new Figure("Alerts that fired", number(summary.alertsFired()), ""));
    figures.add(new Figure("Notifications sent", number(summary.notificationsSent()), ""));
    figures.add(new Figure("Objectives not met", "" + summary.violated(), ""));
    figures.add(new Figure("Resources at risk", "" + summary.atRisk().size(), ""));
    return new Hours(
        Wording.time(summary.to()),
        figures,
        summary.worst().stream().map(InsightHours::worst).toList(),
        summary.unanswered());
  }

  private static Figure latency(
      String name, Figures now, Figures before, Function<Latency, OptionalDouble> quantile) {
    return new Figure(
        name,
        InsightBoards.latency(quantile.apply(now.latency())),
        InsightBoards.latency(quantile.apply(before.latency())));
  }

  private static String number(OptionalLong number) {
    return number.isPresent() ? "" + number.getAsLong() : "unknown";
  }

  private static WorstRow worst(Summary.OfCheck each) {
    return new WorstRow(
        each.check().namespace() + '/' + each.check().name(),
        InsightBoards.percent(each.now().uptime()),
        "%s of %s".formatted(number(each.now().failed()), number(each.now().runs())),
        InsightBoards.latency(each.now().latency().p95()));
  }
}
