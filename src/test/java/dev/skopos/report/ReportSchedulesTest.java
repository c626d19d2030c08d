// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.calendar.CalendarPeriods;
import dev.skopos.calendar.CalendarUnit;
import dev.skopos.calendar.CronSchedule;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.Objectives;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportSchedulesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

  /** Six in the morning in Berlin. */
  private static final Instant DUE = Instant.parse("2026-10-02T04:00:00Z");

  private static final ResourceId MAIL = new ResourceId("NotificationChannel", "shop", "mail");

  private final ReportsInMemory records = new ReportsInMemory();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<ReportPeriod> made = new ArrayList<>();
  private boolean evaluated = true;
  private boolean broken;
  private ReportSchedules schedules = schedules();

  private ReportSchedules schedules() {
    ReportSchedules fresh =
        new ReportSchedules(Map.of(Objectives.ID.kind(), this::report), records, meters);
    fresh.apply(Objectives.ID, List.of(daily()));
    return fresh;
  }

  private Optional<Report> report(ReportDefinition definition, ReportPeriod period) {
    assertThat(definition).isEqualTo(daily());
    if (broken) {
      throw new IllegalStateException("broken");
    }
    if (!evaluated) {
      return Optional.empty();
    }
    made.add(period);
    return Optional.of(Reports.week());
  }

  private static ReportDefinition daily() {
    return new ReportDefinition(
        Objectives.ID,
        "daily",
        CronSchedule.parse("0 6 * * *"),
        new ReportTime.Calendar(new CalendarPeriods(CalendarUnit.DAY, BERLIN)),
        List.of(ReportFormat.HTML, ReportFormat.CSV),
        List.of(MAIL));
  }

  private List<ReportRecord> kept() throws IOException {
    return records.list(Objectives.ID, 10);
  }

  private double counted(String name) {
    return meters.get(name).counter().count();
  }

  @Test
  void isMadeWhenItIsDueOfThePeriodThatIsOver() throws IOException {
    schedules.look(NOON);
    schedules.look(DUE.minusSeconds(1));
    assertThat(made).isEmpty();

    schedules.look(DUE);
    schedules.look(DUE.plusSeconds(60));

    assertThat(made).extracting(ReportPeriod::title).containsExactly("2026-10-01");
    ReportRecord report = kept().getFirst();
    assertThat(report.name()).isEqualTo("daily");
    assertThat(report.title()).isEqualTo("shop/checkout, 2026-W41: missed");
    assertThat(report.to()).isEqualTo(Instant.parse("2026-10-01T22:00:00Z"));
    assertThat(report.formats()).containsExactly(ReportFormat.HTML, ReportFormat.CSV);
    assertThat(records.content(report.id(), ReportFormat.CSV)).isPresent();
    assertThat(records.content(report.id(), ReportFormat.JSON)).isPresent();
    assertThat(records.content(report.id(), ReportFormat.MARKDOWN)).isEmpty();
    assertThat(records.waiting(10)).extracting(ReportDelivery::channel).containsExactly(MAIL);
    assertThat(counted("skopos.reports.made")).isEqualTo(1);
  }

  @Test
  void whatWasMissedWhileTheProcessWasDownIsMadeOnce() throws IOException {
    schedules.look(NOON);
    schedules.look(DUE);
    schedules = schedules();

    schedules.look(DUE.plus(Duration.ofDays(4)).minusSeconds(3600));
    schedules.look(DUE.plus(Duration.ofDays(4)).minusSeconds(3540));

    assertThat(made).extracting(ReportPeriod::title).containsExactly("2026-10-01", "2026-10-05");
  }

  @Test
  void whatWasNeverMadeIsMadeOnceWhenItWasMissed() throws IOException {
    schedules.look(NOON);
    schedules = schedules();

    schedules.look(DUE.plus(Duration.ofDays(4)).minusSeconds(3600));
    schedules.look(DUE.plus(Duration.ofDays(4)).minusSeconds(3540));

    assertThat(made).extracting(ReportPeriod::title).containsExactly("2026-10-05");
  }

  @Test
  void whatIsNewIsNotMadeOfTheTimeBefore() throws IOException {
    schedules.look(DUE.plusSeconds(3600));
    schedules = schedules();
    schedules.look(DUE.plusSeconds(7200));

    assertThat(made).isEmpty();
    assertThat(records.newest(Objectives.ID, "daily")).isEmpty();
  }

  @Test
  void whatWasNeverMadeAndCannotBeMadeIsTriedAgain() throws IOException {
    schedules.look(NOON);
    schedules = schedules();
    evaluated = false;
    schedules.look(DUE.plusSeconds(60));
    evaluated = true;
    schedules.look(DUE.plusSeconds(120));

    assertThat(kept()).hasSize(1);
  }

  @Test
  void aFailedAttemptIsRepeatedLaterAndLater() throws IOException {
    schedules.look(NOON);
    records.away = true;
    for (int minute = 0; minute < 16; minute++) {
      schedules.look(DUE.plusSeconds(60L * minute));
    }
    assertThat(counted("skopos.reports.failures")).isEqualTo(5);

    records.away = false;
    schedules.look(DUE.plusSeconds(3600));

    assertThat(kept()).hasSize(1);
  }

  @Test
  void whatFailsAfterARestartIsRepeatedLaterAndLaterToo() throws IOException {
    schedules.look(NOON);
    schedules = schedules();
    broken = true;
    for (int i = 0; i < 40; i++) {
      schedules.look(DUE.plusSeconds(5L * i));
    }
    assertThat(counted("skopos.reports.failures")).isEqualTo(3);

    broken = false;
    schedules.look(DUE.plusSeconds(3600));

    assertThat(kept()).hasSize(1);
  }

  @Test
  void theSameReportOfTheSamePeriodKeepsItsId() throws IOException {
    schedules.look(NOON);
    schedules.look(DUE);
    UUID before = kept().getFirst().id();
    schedules.runNow(Objectives.ID);
    schedules.look(DUE.plusSeconds(10));

    assertThat(kept()).extracting(ReportRecord::id).containsExactly(before);
    assertThat(kept()).extracting(ReportRecord::created).containsExactly(DUE.plusSeconds(10));
  }

  @Test
  void isMadeOnceWhenItIsAskedForWhateverTheTime() throws IOException {
    schedules.look(NOON);
    schedules.runNow(Objectives.ID);
    records.away = true;
    schedules.look(NOON.plusSeconds(10));
    records.away = false;
    schedules.look(NOON.plusSeconds(70));
    schedules.look(NOON.plusSeconds(80));

    assertThat(kept()).extracting(ReportRecord::created).containsExactly(NOON.plusSeconds(70));
  }

  @Test
  void waitsForTheFirstEvaluation() throws IOException {
    schedules.look(NOON);
    evaluated = false;
    schedules.look(DUE);
    evaluated = true;
    schedules.look(DUE.plusSeconds(60));

    assertThat(kept()).hasSize(1);
  }

  @Test
  void whatIsGoneIsNotMade() throws IOException {
    schedules.look(NOON);
    schedules.retainOnly(Objectives.ID.kind(), Set.of());
    schedules.look(DUE);

    assertThat(made).isEmpty();
  }
}
