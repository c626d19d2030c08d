// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.model.ResourceId;
import dev.skopos.slo.ObjectiveEvent;
import dev.skopos.slo.ObjectiveEvents;
import dev.skopos.slo.ObjectiveRegistry;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.budget.PeriodBudgets;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes reports of objectives. Thread-safe; calls block for as long as the records do. */
public final class ObjectiveReports implements ReportPrinter {

  private static final int MOST_EVENTS = 1000;
  private static final Duration PATIENCE = Duration.ofHours(6);

  private final ObjectiveRegistry objectives;
  private final ObjectiveEvents events;
  private final InstantSource clock;

  /** Reports of these objectives. */
  public ObjectiveReports(
      ObjectiveRegistry objectives, ObjectiveEvents events, InstantSource clock) {
    this.objectives = objectives;
    this.events = events;
    this.clock = clock;
  }

  /** Waits for all events of the period to be counted, for some hours. */
  @Override
  public Optional<Report> print(ReportDefinition definition, ReportPeriod period) {
    boolean hopeful = clock.instant().isBefore(period.span().end().plus(PATIENCE));
    if (hopeful && !objectives.isCounted(definition.source(), period.span())) {
      return Optional.empty();
    }
    return report(definition.source(), period).map(Report.class::cast);
  }

  /**
   * The report of a period, by the definition that is in force.
   *
   * @return empty without the objective, or before its first evaluation
   */
  public Optional<ObjectiveReport> report(ResourceId id, ReportPeriod period) {
    return objectives
        .snapshot(id)
        .map(ObjectiveSnapshot::definition)
        .flatMap(
            objective -> objectives.budgets(id).map(budgets -> report(objective, budgets, period)));
  }

  /** A report without its incidents is better than none, but it has to say so. */
  private ObjectiveReport report(
      ObjectiveDefinition objective, PeriodBudgets budgets, ReportPeriod period) {
    Instant now = clock.instant();
    List<String> remarks = new ArrayList<>();
    List<ObjectiveEvent> found = List.of();
    try {
      // What began before the period may have lasted into it.
      found = events.list(objective.id(), Instant.EPOCH, period.span().end(), MOST_EVENTS);
      if (found.size() == MOST_EVENTS && found.getLast().at().isAfter(period.span().begin())) {
        remarks.add("Incidents are those of the newest %d events.".formatted(MOST_EVENTS));
      }
    } catch (IOException _) {
      remarks.add("The records are away, so incidents are missing.");
    }
    return ObjectiveReport.of(objective, budgets, period, found.reversed(), remarks, now);
  }
}
