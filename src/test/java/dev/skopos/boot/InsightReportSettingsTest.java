// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.calendar.CronSchedule;
import dev.skopos.config.InsightSettings;
import dev.skopos.config.SkoposConfiguration;
import dev.skopos.model.ResourceId;
import dev.skopos.report.ReportDefinition;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportTime;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsightReportSettingsTest {

  private static final String PREFIX = "skopos.insights.report.";

  private static Optional<ReportDefinition> definition(Map<String, String> settings) {
    Map<String, String> named = new HashMap<>();
    settings.forEach((name, value) -> named.put(PREFIX + name, value));
    SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
    builder.withConverter(Duration.class, 200, new DurationConverter());
    builder.withDefaultValues(named).withMapping(SkoposConfiguration.class);
    InsightSettings.Report report =
        builder.build().getConfigMapping(SkoposConfiguration.class).insights().report();
    return InsightReportSettings.definition(report, "skopos-system");
  }

  @Test
  void withoutAScheduleThereIsNoReport() {
    assertThat(definition(Map.of())).isEmpty();
    assertThat(definition(Map.of("schedule", ""))).isEmpty();
  }

  @Test
  void aScheduleIsEnough() {
    ResourceId source = new ResourceId("Insights", "skopos-system", "skopos");

    assertThat(definition(Map.of("schedule", "0 7 * * 1")))
        .contains(
            new ReportDefinition(
                source,
                "insights",
                CronSchedule.parse("0 7 * * 1"),
                new ReportTime.Last(Duration.ofDays(7), ZoneId.of("UTC")),
                List.of(ReportFormat.HTML),
                List.of()));
  }

  @Test
  void everythingCanBeSetAsTheChartWritesIt() {
    ReportDefinition report =
        definition(
                Map.of(
                    "schedule",
                    "0 7,19 * * *",
                    "time-zone",
                    "+01:00",
                    "hours",
                    "24",
                    "channels",
                    "skopos-system/mail,shop/hook,shop/hook",
                    "formats",
                    "html,csv"))
            .orElseThrow();

    assertThat(report.schedule()).isEqualTo(CronSchedule.parse("0 7,19 * * *"));
    assertThat(report.time())
        .isEqualTo(new ReportTime.Last(Duration.ofDays(1), ZoneOffset.ofHours(1)));
    assertThat(report.channels())
        .containsExactly(
            new ResourceId("NotificationChannel", "skopos-system", "mail"),
            new ResourceId("NotificationChannel", "shop", "hook"));
    assertThat(report.formats()).containsExactly(ReportFormat.HTML, ReportFormat.CSV);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          schedule  | each Monday | skopos.insights.report.schedule: .*"each Monday".*
          hours     | 0           | skopos.insights.report.hours is "0"; expected 1 to 744
          hours     | 745         | skopos.insights.report.hours is "745"; expected 1 to 744
          time-zone | Mars        | skopos.insights.report.time-zone is "Mars"; expected a time zone, .*
          channels  | mail        | skopos.insights.report.channels is "mail"; expected namespace/name
          formats   | html,pdf    | skopos.insights.report.formats is "pdf"; expected html, csv, .*
          """)
  void whatMakesNoSenseRefusesTheStart(String setting, String value, String message) {
    Map<String, String> settings = new HashMap<>(Map.of("schedule", "0 7 * * 1"));
    settings.put(setting, value);

    assertThatThrownBy(() -> definition(settings)).hasMessageMatching(message);
  }

  @Test
  void hoursAreANumber() {
    assertThatThrownBy(() -> definition(Map.of("hours", "week")))
        .hasStackTraceContaining("skopos.insights.report.hours")
        .hasStackTraceContaining("week");
  }
}
