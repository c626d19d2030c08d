// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.notify.channel.ReportMessage.Fact;
import dev.skopos.slo.ObjectiveEvent;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.PeriodBudget;
import dev.skopos.slo.budget.PeriodBudgets;
import dev.skopos.slo.count.Events;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How an objective did in a period, with what it was like before. Immutable.
 *
 * @param result of the period
 * @param burnDown what was left of the period's whole budget at the end of each of its days that
 *     have begun
 * @param incidents in the order in which they began
 * @param worstGroups those with the least left of their budgets, at most {@value #MOST_GROUPS};
 *     empty where there is no groupBy
 * @param earlier the periods before, the newest first, {@value #EARLIER} of them
 * @param notes what the reader has to know, for people
 */
public record ObjectiveReport(
    ResourceId objective,
    String service,
    BigDecimal targetPercent,
    ZoneId zone,
    Instant created,
    PeriodResult result,
    List<BurnDown> burnDown,
    List<Incident> incidents,
    List<Group> worstGroups,
    List<PeriodResult> earlier,
    List<String> notes)
    implements Report {

  /** How many groups a report has room for. */
  public static final int MOST_GROUPS = 20;

  /** How many periods before are looked at. */
  public static final int EARLIER = 3;

  /**
   * What was left at an instant.
   *
   * @param remainingRatio of the budget that the whole period has as far as it is known; NaN
   *     without events
   */
  public record BurnDown(Instant at, double bad, double total, double remainingRatio) {}

  /** How a group did. */
  public record Group(
      Labels labels,
      PeriodResult.Verdict verdict,
      double sli,
      double bad,
      double total,
      double remainingRatio) {}

  public ObjectiveReport {
    burnDown = List.copyOf(burnDown);
    incidents = List.copyOf(incidents);
    worstGroups = List.copyOf(worstGroups);
    earlier = List.copyOf(earlier);
    notes = List.copyOf(notes);
  }

  @Override
  public String title() {
    return "%s/%s, %s: %s"
        .formatted(
            objective.namespace(), objective.name(), result.title(), result.verdict().text());
  }

  @Override
  public List<Fact> facts() {
    return ObjectiveFacts.of(this);
  }

  @Override
  public String write(ReportFormat format) {
    return switch (format) {
      case HTML -> new HtmlReport(this).write();
      case CSV -> new CsvReport(this).write();
      case JSON -> new JsonReport(this).write();
      case MARKDOWN -> new MarkdownReport(this).write();
    };
  }

  /**
   * Makes a report of what was counted.
   *
   * @param events up to the end of the period and some from before, in ascending order of time
   * @param remarks notes that come first
   */
  static ObjectiveReport of(
      ObjectiveDefinition objective,
      PeriodBudgets budgets,
      ReportPeriod period,
      List<ObjectiveEvent> events,
      List<String> remarks,
      Instant now) {
    PeriodBudget spent = budgets.over(period.span().begin(), period.span().end());
    PeriodResult result = PeriodResult.of(period, spent);
    List<String> notes = new ArrayList<>(remarks);
    notes.addAll(notes(result, period));
    return new ObjectiveReport(
        objective.id(),
        objective.service(),
        objective.targetPercent(),
        period.zone(),
        now,
        result,
        burnDown(budgets, period, spent),
        Incident.of(events).stream()
            .filter(incident -> incident.lastsUntil(period.span().begin()))
            .toList(),
        worstGroups(spent),
        earlier(budgets, period),
        notes);
  }

  private static List<String> notes(PeriodResult result, ReportPeriod period) {
    if (result.counted().isEmpty()) {
      return List.of("Nothing was counted in this period.");
    }
    List<String> notes = new ArrayList<>();
    PeriodResult.Counted counted = result.counted().get();
    if (counted.from().isAfter(period.span().begin())) {
      notes.add("Counting began at %s.".formatted(counted.from()));
    }
    if (counted.to().isBefore(period.span().end())) {
      notes.add("Counted up to %s; the figures can change.".formatted(counted.to()));
    }
    return notes;
  }

  private static List<BurnDown> burnDown(
      PeriodBudgets budgets, ReportPeriod period, PeriodBudget spent) {
    double budget = spent.total().budget();
    List<BurnDown> points = new ArrayList<>();
    Instant begin = period.span().begin();
    double bad = 0;
    double total = 0;
    for (Instant end : period.dayEnds()) {
      Instant at = end.isAfter(spent.to()) ? spent.to() : end;
      if (at.isAfter(spent.from())) {
        Events day = budgets.over(begin, at).total().events();
        begin = at;
        bad += day.bad();
        total += day.total();
        points.add(new BurnDown(at, bad, total, budget > 0 ? 1 - bad / budget : Double.NaN));
      }
      if (end.isAfter(spent.to())) {
        break;
      }
    }
    return points;
  }

  private static List<Group> worstGroups(PeriodBudget spent) {
    return spent.groups().stream()
        .filter(group -> !group.group().isEmpty() && group.hasEvents())
        .sorted(Comparator.comparingDouble(BudgetState::remainingRatio))
        .limit(MOST_GROUPS)
        .map(ObjectiveReport::group)
        .toList();
  }

  private static Group group(BudgetState state) {
    return new Group(
        state.group(),
        PeriodResult.missed(state) ? PeriodResult.Verdict.MISSED : PeriodResult.Verdict.MET,
        state.sli(),
        state.events().bad(),
        state.events().total(),
        state.remainingRatio());
  }

  private static List<PeriodResult> earlier(PeriodBudgets budgets, ReportPeriod period) {
    List<PeriodResult> earlier = new ArrayList<>();
    ReportPeriod each = period;
    for (int i = 0; i < EARLIER; i++) {
      each = each.previous();
      earlier.add(PeriodResult.of(each, budgets.over(each.span().begin(), each.span().end())));
    }
    return earlier;
  }
}
