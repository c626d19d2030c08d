// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.calendar.CalendarPeriods;
import dev.skopos.calendar.CalendarUnit;
import dev.skopos.model.Labels;
import dev.skopos.slo.Course;
import dev.skopos.slo.ObjectiveEvent;
import dev.skopos.slo.ObjectiveEvent.Kind;
import dev.skopos.slo.Objectives;
import dev.skopos.slo.budget.Evaluator;
import dev.skopos.slo.budget.PeriodBudgets;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Reports of tests: two groups with 10 events a minute each, counted from 21 September on. */
final class Reports {

  static final Instant SINCE = Instant.parse("2026-09-21T00:00:00Z");
  static final Instant NOW = Instant.parse("2026-10-12T06:00:00Z");
  static final CalendarPeriods WEEKS = new CalendarPeriods(CalendarUnit.WEEK, ZoneOffset.UTC);
  static final Labels PAY = Labels.of("path", "/pay");
  static final Labels ODD = Labels.of("path", "<b>a|b</b>, \"c\"");

  /** The first day of the 41st week of 2026. */
  private static final long MONDAY = Duration.ofDays(14).toMinutes();

  private Reports() {}

  static ObjectiveDefinition objective() {
    return Objectives.objective().groupBy("path").build();
  }

  /** One of the groups has 100 bad events on Monday, 5 October, and 102 on Thursday. */
  static Course course() {
    long thursday = MONDAY + Duration.ofDays(3).toMinutes();
    return new Course(SINCE, Duration.ofDays(30))
        .with(PAY, _ -> Course.minute(0, 10))
        .with(
            ODD,
            minute ->
                Course.minute(
                    minute == MONDAY + 60 || minute == thursday ? 10 : minute == MONDAY ? 90 : 0,
                    minute == MONDAY ? 90 : 10));
  }

  static PeriodBudgets budgets(Instant until) {
    return new PeriodBudgets(new Evaluator(objective()), course().at(until));
  }

  static List<ObjectiveEvent> events() {
    return List.of(
        event("2026-10-05T00:02:00Z", Kind.TIER_FIRING, Labels.EMPTY, "fast"),
        event("2026-10-05T01:10:00Z", Kind.TIER_RESOLVED, Labels.EMPTY, "fast"),
        event("2026-10-08T00:01:00Z", Kind.BUDGET_EXHAUSTED, ODD, "<i>all</i>, \"of\" it"));
  }

  static ObjectiveEvent event(String at, Kind kind, Labels group, String details) {
    return new ObjectiveEvent(
        Instant.parse(at), Objectives.ID, group, kind, details, Optional.empty());
  }

  static ObjectiveReport week() {
    return report(ReportPeriod.lastComplete(WEEKS, NOW), NOW);
  }

  static ObjectiveReport report(ReportPeriod period, Instant now) {
    return ObjectiveReport.of(
        objective(), budgets(now), period, events(), List.of("Read <this> first."), now);
  }
}
