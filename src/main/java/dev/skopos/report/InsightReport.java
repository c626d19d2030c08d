// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.insight.issue.Issue;
import dev.skopos.insight.observe.Facts;
import dev.skopos.insight.score.Health.NamespaceHealth;
import dev.skopos.insight.summary.Summary;
import dev.skopos.insight.summary.Summary.AtRisk;
import dev.skopos.insight.summary.Summary.OfCheck;
import dev.skopos.insight.summary.Summary.OfObjective;
import dev.skopos.notify.channel.ReportMessage.Fact;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How all that is watched has been, for people who do not look at pages. Immutable.
 *
 * @param zone in which its times are told
 * @param namespaces with the worst scores, the worst first
 * @param checks with the least share of good runs, the worst first; those that ran
 * @param objectives with the least left of their budgets, the worst first
 * @param atRisk resources of medium risk and above, the worst first
 * @param issues that are there now, the worst first
 * @param notes what is not in it
 */
public record InsightReport(
    Summary summary,
    ZoneId zone,
    List<NamespaceHealth> namespaces,
    List<OfCheck> checks,
    List<OfObjective> objectives,
    List<AtRisk> atRisk,
    List<Issue> issues,
    List<String> notes)
    implements Report {

  /** The most rows of each of its tables. */
  public static final int MOST_ROWS = 500;

  private static final int BEYOND_ALL = 101;

  private static final Comparator<NamespaceHealth> WORST_NAMESPACE =
      Comparator.comparingInt(each -> each.score().value().orElse(BEYOND_ALL));

  private static final Comparator<OfObjective> LEAST_LEFT =
      Comparator.<OfObjective>comparingDouble(
              each -> each.remaining().orElse(Double.POSITIVE_INFINITY))
          .thenComparing(OfObjective::objective);

  public InsightReport {
    namespaces = List.copyOf(namespaces);
    checks = List.copyOf(checks);
    objectives = List.copyOf(objectives);
    atRisk = List.copyOf(atRisk);
    issues = List.copyOf(issues);
    notes = List.copyOf(notes);
  }

  /**
   * The report of a summary and of the issues that are there, the worst first.
   *
   * @param found what the issues were found in
   */
  static InsightReport of(Summary summary, List<Issue> issues, Facts found, ZoneId zone) {
    List<String> notes = new ArrayList<>();
    summary.unanswered().forEach(each -> notes.add("Not answered by the store: " + each));
    found.failures().forEach(each -> notes.add("Not answered by the store: " + each));
    found.leftOut().forEach(each -> notes.add("Too many series: " + each.text()));
    return new InsightReport(
        summary,
        zone,
        first(
            "namespaces",
            summary.health().namespaces().stream().sorted(WORST_NAMESPACE).toList(),
            notes),
        first("checks", summary.worstFirst(), notes),
        first("objectives", summary.objectives().stream().sorted(LEAST_LEFT).toList(), notes),
        first("resources at risk", summary.atRisk(), notes),
        first("issues", issues, notes),
        notes);
  }

  private static <T> List<T> first(String what, List<T> all, List<String> notes) {
    if (all.size() <= MOST_ROWS) {
      return all;
    }
    notes.add("Of %d %s the worst %d are listed.".formatted(all.size(), what, MOST_ROWS));
    return all.subList(0, MOST_ROWS);
  }

  /** Both ends of its time, to the minute. */
  String period() {
    return "%s to %s"
        .formatted(Figures.minute(summary.from(), zone), Figures.minute(summary.to(), zone));
  }

  /** {@code 85}; {@code unknown} where nothing is known of anything. */
  String score() {
    return summary.health().whole().value().isPresent()
        ? InsightFigures.count(summary.health().whole().value())
        : "unknown";
  }

  @Override
  public String title() {
    return "Health %s: %s".formatted(period(), score());
  }

  @Override
  public List<Fact> facts() {
    return InsightFacts.of(this);
  }

  @Override
  public String write(ReportFormat format) {
    return switch (format) {
      case HTML -> InsightPages.html(this);
      case CSV -> new InsightCsv(this).write();
      case JSON -> new InsightJson(this).write();
      case MARKDOWN -> InsightPages.markdown(this);
    };
  }
}
