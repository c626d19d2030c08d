// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.calendar.CronSchedule;
import dev.skopos.model.ResourceId;
import java.util.List;

/**
 * A report that is made again and again. Immutable.
 *
 * @param schedule when, in the zone of the time
 * @param time that it is about
 * @param formats the ones that are listed and attached to mails
 * @param channels who gets it
 */
public record ReportDefinition(
    ResourceId source,
    String name,
    CronSchedule schedule,
    ReportTime time,
    List<ReportFormat> formats,
    List<ResourceId> channels) {

  public ReportDefinition {
    formats = List.copyOf(formats);
    channels = List.copyOf(channels);
  }
}
