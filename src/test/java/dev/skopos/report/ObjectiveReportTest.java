// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.skopos.report.PeriodResult.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ObjectiveReportTest {

  private static final Offset<Double> CLOSE = within(1e-9);

  /** Of 10 events a minute in two groups, and 80 more in one minute. */
  private static final double EVENTS = 2 * 7 * 1440 * 10 + 80;

  private final ObjectiveReport week = Reports.week();

  @Test
  void aPeriodHasABudgetOfItsOwn() {
    PeriodResult result = week.result();

    assertThat(result.title()).isEqualTo("2026-W41");
    assertThat(result.bad()).isEqualTo(110);
    assertThat(result.total()).isEqualTo(EVENTS);
    assertThat(result.budget()).isCloseTo(EVENTS / 1000, CLOSE);
    assertThat(result.remainingRatio()).isCloseTo(1 - 110 / (EVENTS / 1000), CLOSE);
  }

  @Test
  void itIsMissedWhenOneGroupMissesIt() {
    assertThat(week.result().remainingRatio()).isPositive();
    assertThat(week.result().verdict()).isEqualTo(Verdict.MISSED);
    assertThat(week.result().missedGroups()).isEqualTo(1);
    assertThat(week.result().groups()).isEqualTo(2);
    assertThat(week.worstGroups())
        .extracting(ObjectiveReport.Group::labels)
        .containsExactly(Reports.ODD, Reports.PAY);
  }

  @Test
  void theBudgetBurnsDownDayByDay() {
    assertThat(week.burnDown()).hasSize(7);
    assertThat(week.burnDown().getFirst().at()).isEqualTo(Instant.parse("2026-10-06T00:00:00Z"));
    assertThat(week.burnDown())
        .extracting(ObjectiveReport.BurnDown::bad)
        .containsExactly(100.0, 100.0, 100.0, 110.0, 110.0, 110.0, 110.0);
    assertThat(week.burnDown().getLast().remainingRatio())
        .isEqualTo(week.result().remainingRatio());
  }

  @Test
  void earlierPeriodsStandBeside() {
    assertThat(week.earlier())
        .extracting(PeriodResult::title, PeriodResult::verdict)
        .containsExactly(
            tuple("2026-W40", Verdict.MET),
            tuple("2026-W39", Verdict.MET),
            tuple("2026-W38", Verdict.NO_DATA));
    assertThat(week.result().sliChange(week.earlier().getFirst())).isCloseTo(-110 / EVENTS, CLOSE);
    assertThat(week.result().sliChange(week.earlier().getLast())).isNaN();
  }

  @Test
  void anIncidentThatLastsIsOneOfLaterPeriodsToo() {
    Instant later = Reports.NOW.plus(Duration.ofDays(7));
    ObjectiveReport next = Reports.report(ReportPeriod.lastComplete(Reports.WEEKS, later), later);

    assertThat(week.incidents()).hasSize(2);
    assertThat(next.incidents())
        .extracting(Incident::kind, Incident::end)
        .containsExactly(tuple(Incident.Kind.BUDGET_EXHAUSTED, Optional.empty()));
  }

  @Test
  void aPeriodThatGoesOnSaysSo() {
    Instant noon = Instant.parse("2026-10-07T12:00:00Z");
    ObjectiveReport report = Reports.report(ReportPeriod.containing(Reports.WEEKS, noon), noon);

    assertThat(report.burnDown()).hasSize(3);
    assertThat(report.burnDown().getLast().at()).isEqualTo(noon);
    assertThat(report.notes())
        .contains("Counted up to 2026-10-07T12:00:00Z; the figures can change.");
  }

  @Test
  void aPeriodBeforeTheCountingIsEmpty() {
    Instant before = Instant.parse("2026-08-03T00:00:00Z");
    ObjectiveReport report =
        Reports.report(ReportPeriod.containing(Reports.WEEKS, before), Reports.NOW);

    assertThat(report.result().verdict()).isEqualTo(Verdict.NO_DATA);
    assertThat(report.burnDown()).isEmpty();
    assertThat(report.notes()).contains("Nothing was counted in this period.");
    for (ReportFormat format : ReportFormat.values()) {
      assertThat(report.write(format)).doesNotContain("NaN");
    }
  }

  @Test
  void anySpanHasThoseOfItsLengthBeforeIt() {
    Instant from = Instant.parse("2026-10-05T00:00:00Z");
    ReportPeriod period =
        ReportPeriod.between(from, from.plusSeconds(7200), ZoneOffset.UTC).previous();

    assertThat(period.span().begin()).isEqualTo(from.minusSeconds(7200));
    assertThat(period.span().end()).isEqualTo(from);
  }
}
