// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import static dev.skopos.insight.observe.Watched.watched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.calendar.CronSchedule;
import dev.skopos.insight.Insights;
import dev.skopos.insight.observe.Watched;
import dev.skopos.model.ResourceId;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.slo.definition.ObjectiveDefinition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InsightReportsTest {

  private static final ResourceId SOURCE = InsightReports.source("skopos-system");
  private static final ResourceId MAIL =
      new ResourceId("NotificationChannel", "skopos-system", "mail");
  private static final Instant DUE = Watched.NOW;

  private final ReportsInMemory records = new ReportsInMemory();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Watched watched = watched().check("shop", "web", "web", State.HEALTHY);
  private final Insights insights =
      new Insights(
          watched::observed,
          (_, _) -> List.of(),
          (_, _, _) -> List.of(),
          _ -> Optional.empty(),
          meters);
  private final ReportSchedules schedules =
      new ReportSchedules(
          Map.of(InsightReports.KIND, new InsightReports(insights)), records, meters);

  InsightReportsTest() {
    schedules.apply(
        SOURCE,
        List.of(
            new ReportDefinition(
                SOURCE,
                "insights",
                CronSchedule.parse("0 10 * * *"),
                new ReportTime.Last(Duration.ofDays(7), ZoneOffset.UTC),
                List.of(ReportFormat.HTML, ReportFormat.MARKDOWN),
                List.of(MAIL))));
    schedules.look(DUE.minusSeconds(60));
  }

  @Test
  void isMadeWhenItIsDueAndToBeDelivered() throws IOException {
    insights.evaluate();
    schedules.look(DUE.minusSeconds(1));
    assertThat(records.list(SOURCE, 10)).isEmpty();

    schedules.look(DUE);
    schedules.look(DUE.plusSeconds(5));

    ReportRecord report = records.list(SOURCE, 10).getFirst();
    assertThat(records.list(SOURCE, 10)).hasSize(1);
    assertThat(report.from()).isEqualTo(DUE.minus(Duration.ofDays(7)));
    assertThat(report.to()).isEqualTo(DUE);
    assertThat(report.title()).isEqualTo("Health 2026-10-25 10:00 to 2026-11-01 10:00: 100");
    assertThat(records.content(report.id(), ReportFormat.HTML))
        .hasValueSatisfying(page -> assertThat(page).contains("<td>shop</td>"));
    assertThat(records.content(report.id(), ReportFormat.JSON)).isPresent();
    assertThat(records.content(report.id(), ReportFormat.CSV)).isEmpty();
    assertThat(records.waiting(10)).extracting(ReportDelivery::channel).containsExactly(MAIL);
  }

  @Test
  void waitsForTheFirstEvaluationAfterTheStart() throws IOException {
    schedules.look(DUE);
    assertThat(records.list(SOURCE, 10)).isEmpty();

    insights.evaluate();
    schedules.look(DUE.plusSeconds(5));

    assertThat(records.list(SOURCE, 10))
        .extracting(ReportRecord::to)
        .containsExactly(DUE.plusSeconds(5));
  }

  @Test
  void staysWhenObjectivesGo() throws IOException {
    insights.evaluate();
    schedules.retainOnly(ObjectiveDefinition.KIND, Set.of());
    schedules.look(DUE);

    assertThat(records.list(SOURCE, 10)).hasSize(1);
  }
}
