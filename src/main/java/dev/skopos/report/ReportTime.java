// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.calendar.CalendarPeriods;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The time that a report by schedule is about, each time that it is made. Immutable. */
public sealed interface ReportTime {

  /** In which its schedule is read and its times are told. */
  ZoneId zone();

  /** The period of a report that is made at an instant. */
  ReportPeriod endedBy(Instant now);

  /** The last period of the calendar that is over. */
  record Calendar(CalendarPeriods periods) implements ReportTime {

    @Override
    public ZoneId zone() {
      return periods.zone();
    }

    @Override
    public ReportPeriod endedBy(Instant now) {
      return ReportPeriod.lastComplete(periods, now);
    }
  }

  /** As long a time as this up to when the report is made, to the second. */
  record Last(Duration length, ZoneId zone) implements ReportTime {

    @Override
    public ReportPeriod endedBy(Instant now) {
      Instant end = now.truncatedTo(ChronoUnit.SECONDS);
      return ReportPeriod.between(end.minus(length), end, zone);
    }
  }
}
