// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.skopos.insight.summary.Figures;
import dev.skopos.insight.summary.Latency;
import dev.skopos.insight.summary.Summary;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A summary as Skopos' API shows it; what is absent is not known. */
final class SummaryView {

  private SummaryView() {}

  /** All that a caller may see. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record One(
      String from,
      String to,
      @Nullable Double score,
      long namespacesWithIssues,
      Runs runs,
      Runs before,
      List<Check> worst,
      List<Check> checks,
      @Nullable Long alertsFired,
      @Nullable Long notificationsSent,
      long objectivesViolated,
      List<Objective> objectives,
      List<Risk> capacityAtRisk,
      List<String> unanswered) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Runs(
      @Nullable Long runs,
      @Nullable Long failed,
      @Nullable Double uptime,
      @Nullable Double p50Seconds,
      @Nullable Double p95Seconds,
      @Nullable Double p99Seconds) {}

  record Check(String namespace, String name, Runs runs, Runs before) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Objective(
      String namespace,
      String name,
      String state,
      @Nullable Double budgetRemaining,
      @Nullable Double budgetSpent) {}

  record Risk(String namespace, String forecast, String resource, String risk) {}

  static One of(Summary summary) {
    return new One(
        summary.from().toString(),
        summary.to().toString(),
        value(summary.health().whole().value()),
        summary.health().namespacesWithIssues(),
        runs(summary.all()),
        runs(summary.before()),
        summary.worst().stream().map(SummaryView::check).toList(),
        summary.checks().stream().map(SummaryView::check).toList(),
        value(summary.alertsFired()),
        value(summary.notificationsSent()),
        summary.violated(),
        summary.objectives().stream().map(SummaryView::objective).toList(),
        summary.atRisk().stream()
            .map(
                each ->
                    new Risk(
                        each.forecast().namespace(),
                        each.forecast().name(),
                        each.resource(),
                        each.risk().word()))
            .toList(),
        summary.unanswered());
  }

  private static Check check(Summary.OfCheck each) {
    return new Check(
        each.check().namespace(), each.check().name(), runs(each.now()), runs(each.before()));
  }

  private static Objective objective(Summary.OfObjective each) {
    return new Objective(
        each.objective().namespace(),
        each.objective().name(),
        each.state().word(),
        value(each.remaining()),
        value(each.spent()));
  }

  private static Runs runs(Figures figures) {
    Latency latency = figures.latency();
    return new Runs(
        value(figures.runs()),
        value(figures.failed()),
        value(figures.uptime()),
        value(latency.p50()),
        value(latency.p95()),
        value(latency.p99()));
  }

  private static @Nullable Double value(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value.getAsDouble() : null;
  }

  private static @Nullable Long value(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }
}
