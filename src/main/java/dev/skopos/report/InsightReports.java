// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.insight.Insights;
import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Sight;
import dev.skopos.model.ResourceId;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Makes reports of all that is watched. Thread-safe; calls block for as long as the store does. */
public final class InsightReports implements ReportPrinter {

  /** Of the source of such reports, which is no resource of the cluster. */
  public static final String KIND = "Insights";

  private final Insights insights;

  /** Reports of these insights. */
  public InsightReports(Insights insights) {
    this.insights = insights;
  }

  /** The source of the reports of an installation in that namespace. */
  public static ResourceId source(String namespace) {
    return new ResourceId(KIND, namespace, "skopos");
  }

  /**
   * The report of everything; of the last hours, as many as the period has, up to now. Right after
   * the start little is known, so there is none before insights were evaluated.
   */
  @Override
  public Optional<Report> print(ReportDefinition definition, ReportPeriod period) {
    return insights.evaluated()
        ? Optional.of(
            report(
                Sight.EVERYTHING,
                (int) period.span().length().toHours(),
                definition.time().zone(),
                () -> false))
        : Optional.empty();
  }

  /**
   * The report of what somebody may see.
   *
   * @param hours from 1 to 744
   * @param zone in which its times are told
   * @param gone asked often: whether nobody waits for it any more
   */
  public InsightReport report(Sight sight, int hours, ZoneId zone, BooleanSupplier gone) {
    Evidence evidence = insights.evidence(sight);
    return InsightReport.of(
        insights.summary(sight, hours, gone), insights.issues(evidence), evidence.facts(), zone);
  }
}
