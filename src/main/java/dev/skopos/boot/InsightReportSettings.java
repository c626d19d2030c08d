// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.calendar.CronSchedule;
import dev.skopos.config.InsightSettings;
import dev.skopos.model.ResourceId;
import dev.skopos.report.InsightReports;
import dev.skopos.report.ReportDefinition;
import dev.skopos.report.ReportFormat;
import dev.skopos.report.ReportTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the report of everything by schedule of its settings. */
final class InsightReportSettings {

  private static final String PREFIX = "skopos.insights.report.";
  private static final int MOST_HOURS = 744;

  private InsightReportSettings() {}

  /**
   * The report; empty without a schedule.
   *
   * @param namespace of the operator
   * @throws IllegalArgumentException that names the setting, its value and what was expected
   */
  static Optional<ReportDefinition> definition(InsightSettings.Report settings, String namespace) {
    return settings
        .schedule()
        .filter(each -> !each.isBlank())
        .map(
            schedule ->
                new ReportDefinition(
                    InsightReports.source(namespace),
                    "insights",
                    schedule(schedule),
                    new ReportTime.Last(hours(settings.hours()), zone(settings.timeZone())),
                    settings.formats().stream()
                        .map(InsightReportSettings::format)
                        .distinct()
                        .toList(),
                    channels(settings.channels().orElse(List.of()))));
  }

  private static CronSchedule schedule(String text) {
    try {
      return CronSchedule.parse(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PREFIX + "schedule: " + e.getMessage(), e);
    }
  }

  private static Duration hours(int hours) {
    if (hours < 1 || hours > MOST_HOURS) {
      throw wrong("hours", Integer.toString(hours), "1 to " + MOST_HOURS);
    }
    return Duration.ofHours(hours);
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text.strip());
    } catch (DateTimeException _) {
      throw wrong("time-zone", text, "a time zone, for instance Europe/Berlin");
    }
  }

  private static ReportFormat format(String text) {
    return ReportFormat.of(text.strip())
        .orElseThrow(
            () ->
                wrong(
                    "formats",
                    text,
                    Arrays.stream(ReportFormat.values())
                        .map(ReportFormat::word)
                        .collect(Collectors.joining(", "))));
  }

  private static List<ResourceId> channels(List<String> settings) {
    return settings.stream()
        .filter(each -> !each.isBlank())
        .map(each -> Delivery.channel(PREFIX + "channels", each))
        .distinct()
        .toList();
  }

  private static IllegalArgumentException wrong(String setting, String value, String expected) {
    return new IllegalArgumentException(
        "%s%s is \"%s\"; expected %s".formatted(PREFIX, setting, value, expected));
  }
}
