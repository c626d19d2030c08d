// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.calendar.CalendarPeriods;
import dev.skopos.calendar.CronSchedule;
import dev.skopos.model.ResourceId;
import java.util.List;

/**
 * A report that is made again and again. Immutable.
 *
 * @param schedule when, in the time zone of the periods
 * @param periods it is about the last of them that is over
 * @param formats the ones that are listed and attached to mails
 * @param channels who gets it
 */
public record ReportDefinition(
    ResourceId source,
    String name,
    CronSchedule schedule,
    CalendarPeriods periods,
    List<ReportFormat> formats,
    List<ResourceId> channels) {

  public ReportDefinition {
    formats = List.copyOf(formats);
    channels = List.copyOf(channels);
  }
}
