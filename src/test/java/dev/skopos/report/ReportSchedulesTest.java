// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportSchedulesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

  /** Six in the morning in Berlin. */
  private static final Instant DUE = Instant.parse("2026-10-02T04:00:00Z");

  private final Records records = new Records();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<ReportPeriod> made = new ArrayList<>();
  private boolean evaluated = true;
  private ReportSchedules schedules = schedules();

  private ReportSchedules schedules() {
    ReportSchedules fresh = new ReportSchedules(this::report, records, meters);
    fresh.apply(Objectives.ID, List.of(daily()));
    return fresh;
  }

  private Optional<ObjectiveReport> report(ResourceId source, ReportPeriod period) {
    assertThat(source).isEqualTo(Objectives.ID);
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
        new CalendarPeriods(CalendarUnit.DAY, BERLIN),
        List.of(ReportFormat.HTML, ReportFormat.CSV));
  }

  private double counted(String name) {
    return meters.get(name).counter().count();
  }

  @Test
  void isMadeWhenItIsDueOfThePeriodThatIsOver() {
    schedules.look(NOON);
    schedules.look(DUE.minusSeconds(1));
    assertThat(made).isEmpty();

    schedules.look(DUE);
    schedules.look(DUE.plusSeconds(60));

    assertThat(made).extracting(ReportPeriod::title).containsExactly("2026-10-01");
    assertThat(records.kept)
        .extracting(ReportRecord::name, ReportRecord::format, ReportRecord::to)
        .containsExactly(
            tuple("daily", ReportFormat.HTML, Instant.parse("2026-10-01T22:00:00Z")),
            tuple("daily", ReportFormat.CSV, Instant.parse("2026-10-01T22:00:00Z")));
    assertThat(counted("skopos.reports.made")).isEqualTo(2);
  }

  @Test
  void whatWasMissedWhileTheProcessWasDownIsMadeOnce() {
    schedules.look(NOON);
    schedules.look(DUE);
    schedules = schedules();

    schedules.look(DUE.plus(Duration.ofDays(4)).minusSeconds(3600));
    schedules.look(DUE.plus(Duration.ofDays(4)).minusSeconds(3540));

    assertThat(made).extracting(ReportPeriod::title).containsExactly("2026-10-01", "2026-10-05");
  }

  @Test
  void aFailedAttemptIsRepeatedLaterAndLater() {
    schedules.look(NOON);
    records.away = true;
    for (int minute = 0; minute < 16; minute++) {
      schedules.look(DUE.plusSeconds(60L * minute));
    }
    assertThat(counted("skopos.reports.failures")).isEqualTo(5);

    records.away = false;
    schedules.look(DUE.plusSeconds(3600));

    assertThat(records.kept).hasSize(2);
  }

  @Test
  void theSameReportOfTheSamePeriodKeepsItsId() {
    schedules.look(NOON);
    schedules.look(DUE);
    List<UUID> before = records.kept.stream().map(ReportRecord::id).toList();
    records.kept.clear();
    schedules = schedules();
    schedules.look(NOON);
    schedules.look(DUE);

    assertThat(records.kept).extracting(ReportRecord::id).containsExactlyElementsOf(before);
  }

  @Test
  void waitsForTheFirstEvaluation() {
    schedules.look(NOON);
    evaluated = false;
    schedules.look(DUE);
    evaluated = true;
    schedules.look(DUE.plusSeconds(60));

    assertThat(records.kept).hasSize(2);
  }

  @Test
  void whatIsGoneIsNotMade() {
    schedules.look(NOON);
    schedules.retainOnly(Set.of());
    schedules.look(DUE);

    assertThat(made).isEmpty();
  }

  private static final class Records implements ReportRecords {
    private final List<ReportRecord> kept = new ArrayList<>();
    private boolean away;

    @Override
    public void save(ReportRecord report, String content) throws IOException {
      if (away) {
        throw new IOException("away");
      }
      kept.add(report);
    }

    @Override
    public List<ReportRecord> list(ResourceId source, int limit) {
      return kept.reversed().stream().limit(limit).toList();
    }

    @Override
    public Optional<Stored> find(UUID id) {
      return Optional.empty();
    }
  }
}
