// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.SkoposConfiguration;
import dev.skopos.insight.Insights;
import dev.skopos.report.InsightReports;
import dev.skopos.report.ObjectiveReports;
import dev.skopos.report.ReportRecords;
import dev.skopos.report.ReportSchedules;
import dev.skopos.slo.ObjectiveEvents;
import dev.skopos.slo.ObjectiveRegistry;
import dev.skopos.slo.definition.ObjectiveDefinition;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Makes what makes reports. */
@ApplicationScoped
class ReportParts {

  @Produces
  @Singleton
  ObjectiveReports ofObjectives(
      ObjectiveRegistry objectives, ObjectiveEvents events, InstantSource clock) {
    return new ObjectiveReports(objectives, events, clock);
  }

  @Produces
  @Singleton
  InsightReports ofInsights(Insights insights) {
    return new InsightReports(insights);
  }

  @Produces
  @Singleton
  ReportSchedules schedules(
      SkoposConfiguration configuration,
      ObjectiveReports objectives,
      InsightReports insights,
      ReportRecords records,
      MeterRegistry meters) {
    ReportSchedules schedules =
        new ReportSchedules(
            Map.of(ObjectiveDefinition.KIND, objectives, InsightReports.KIND, insights),
            records,
            meters);
    InsightReportSettings.definition(configuration.insights().report(), configuration.namespace())
        .ifPresent(each -> schedules.apply(each.source(), List.of(each)));
    return schedules;
  }
}
