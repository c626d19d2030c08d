// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.Tone;
import dev.skopos.dashboard.ObjectivePage.EventRow;
import dev.skopos.dashboard.ObjectivePage.ExclusionRow;
import dev.skopos.dashboard.ObjectivePage.GroupRow;
import dev.skopos.dashboard.TimeChart.Value;
import dev.skopos.dashboard.TimeChart.Values;
import dev.skopos.slo.ImportedObjectives;
import dev.skopos.slo.ObjectiveEvent;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.TierSnapshot;
import dev.skopos.slo.budget.BudgetCourse;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.Evaluation;
import dev.skopos.slo.definition.Exclusion;
import dev.skopos.slo.definition.LengthText;
import dev.skopos.slo.definition.Percent;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Puts the page of an objective together. */
final class ObjectivePages {

  private static final MathContext FACTOR = new MathContext(4);

  private ObjectivePages() {}

  /**
   * The page.
   *
   * @param imported the resource of another tool that the objective was made of
   * @param course of the group with the least of its budget left
   * @param record the newest first
   */
  static ObjectivePage of(
      ObjectiveSnapshot objective,
      Optional<ImportedObjectives.Source> imported,
      BudgetCourse course,
      List<ObjectiveEvent> record,
      Instant now) {
    Evaluation evaluation = objective.evaluation();
    ObjectiveSnapshot.Problem problem =
        objective.problem() == null ? objective.caveat() : objective.problem();
    return new ObjectivePage(
        ObjectiveRows.of(List.of(objective), now).getFirst(),
        evaluation == null ? "not evaluated yet" : span(evaluation),
        objective.worst().map(ObjectivePages::events).orElse("no events"),
        problem == null ? "" : problem.reason() + ": " + problem.message(),
        imported.map(ObjectivePages::origin).orElse(""),
        imported.map(ImportedObjectives.Source::findings).orElse(List.of()),
        chart(course, 0, state -> state.remainingRatio() * 100),
        chart(
            course,
            objective.definition().targetPercent().doubleValue(),
            state -> state.sli() * 100),
        burn(objective, course),
        tiers(objective),
        objective.worstGroups().stream()
            .filter(group -> !group.group().isEmpty())
            .map(ObjectivePages::group)
            .toList(),
        objective.definition().exclusions().stream().map(ObjectivePages::exclusion).toList(),
        record.stream().map(ObjectivePages::event).toList());
  }

  private static String origin(ImportedObjectives.Source source) {
    return "of %s %s/%s, which Skopos only reads"
        .formatted(source.origin().kind(), source.namespace(), source.name());
  }

  private static String span(Evaluation evaluation) {
    return "counted from %s to %s".formatted(minute(evaluation.from()), minute(evaluation.upTo()));
  }

  private static Instant minute(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MINUTES);
  }

  private static String events(BudgetState state) {
    return "%s of %s events were bad, %s may be"
        .formatted(
            Wording.value(state.events().bad()),
            Wording.value(state.events().total()),
            Wording.value(state.budget()));
  }

  private static TimeChart chart(
      BudgetCourse course, double floor, ToDoubleFunction<BudgetState> percent) {
    return TimeChart.of(floor, 100, " %", List.of(values(course, "line", percent)));
  }

  private static Values values(
      BudgetCourse course, String style, ToDoubleFunction<BudgetState> value) {
    return new Values(
        style,
        course.points().stream()
            .map(point -> new Value(point.at(), measured(point.state(), value)))
            .toList());
  }

  /** Without events nothing was measured, whatever the state says then. */
  private static double measured(BudgetState state, ToDoubleFunction<BudgetState> value) {
    return state.events().total() > 0 ? value.applyAsDouble(state) : Double.NaN;
  }

  /** Of the fastest tier that can fire, with the factor that both windows have to exceed. */
  private static TimeChart burn(ObjectiveSnapshot objective, BudgetCourse course) {
    return objective.tiers().stream()
        .map(TierSnapshot::tier)
        .filter(tier -> tier.isReachable())
        .findFirst()
        .map(
            tier ->
                TimeChart.of(
                    0,
                    tier.factor().doubleValue(),
                    "x",
                    List.of(
                        values(course, "limit", _ -> tier.factor().doubleValue()),
                        values(course, "faint", state -> state.burn(tier.shortWindow()).rate()),
                        values(course, "line", state -> state.burn(tier.longWindow()).rate()))))
        .orElseGet(() -> TimeChart.of(0, 1, "x", List.of()));
  }

  private static List<ObjectivePage.TierRow> tiers(ObjectiveSnapshot objective) {
    double share = objective.definition().budgetRatio().doubleValue();
    return objective.tiers().stream().map(tier -> tier(tier, share)).toList();
  }

  private static ObjectivePage.TierRow tier(TierSnapshot tier, double share) {
    return new ObjectivePage.TierRow(
        tier.tier().name(),
        tier.tier().severity().label(),
        LengthText.of(tier.tier().shortWindow())
            + " and "
            + LengthText.of(tier.tier().longWindow()),
        Percent.text(tier.tier().factor().round(FACTOR)) + "x",
        ObjectiveRows.rate(tier.shortRate()),
        ObjectiveRows.rate(tier.longRate()),
        word(tier.state()),
        tone(tier.state()),
        pages(tier, share));
  }

  private static String word(ObjectiveSnapshot.TierState state) {
    return switch (state) {
      case FIRING -> "Firing";
      case PENDING -> "Pending";
      case INACTIVE -> "Inactive";
      case UNREACHABLE -> "Unreachable";
    };
  }

  private static Tone tone(ObjectiveSnapshot.TierState state) {
    return switch (state) {
      case FIRING -> Tone.BAD;
      case PENDING -> Tone.WARN;
      case INACTIVE -> Tone.GOOD;
      case UNREACHABLE -> Tone.IDLE;
    };
  }

  /** With even traffic, and nothing bad before. */
  private static String pages(TierSnapshot tier, double share) {
    return switch (tier.tier().reach()) {
      case REACHABLE -> reached(tier, share);
      case UNREACHABLE -> "never, even if all events were bad";
      case WINDOW_TOO_LONG -> "never: its long window is longer than the objective's";
      case WINDOW_TOO_SHORT -> "never: its short window is too short to be measured";
    };
  }

  private static String reached(TierSnapshot tier, double share) {
    double needed = tier.tier().factor().doubleValue() * share;
    return "%s of total failure, %s at 10 %%"
        .formatted(after(tier, needed, 1), after(tier, needed, 0.1));
  }

  private static String after(TierSnapshot tier, double needed, double failing) {
    if (needed >= failing) {
      return "never";
    }
    double millis = tier.tier().longWindow().toMillis() * needed / failing;
    Duration time = Duration.ofSeconds(Math.round(millis / 1000)).plus(tier.tier().hold());
    return LengthText.of(time.compareTo(Duration.ofHours(1)) < 0 ? time : whole(time));
  }

  private static Duration whole(Duration time) {
    return Duration.ofMinutes(time.toMinutes());
  }

  private static GroupRow group(BudgetState state) {
    double left = Math.clamp(state.remainingRatio(), 0, 1) * 100;
    return new GroupRow(
        state.group().toString(),
        ObjectiveRows.sli(state.sli()),
        ObjectiveRows.budget(state.remainingRatio()),
        Double.isNaN(left) ? 0 : (int) Math.round(left),
        Wording.value(state.events().bad()) + " of " + Wording.value(state.events().total()));
  }

  private static ExclusionRow exclusion(Exclusion exclusion) {
    String when =
        switch (exclusion) {
          case Exclusion.OneOff one -> one.from() + " to " + one.to();
          case Exclusion.Recurring again ->
              "%s for %s, %s"
                  .formatted(
                      again.window().schedule(),
                      LengthText.of(again.window().duration()),
                      again.window().zone());
        };
    return new ExclusionRow(
        when, exclusion.reason(), Objects.requireNonNullElse(exclusion.author(), ""));
  }

  private static EventRow event(ObjectiveEvent event) {
    return new EventRow(
        event.at().truncatedTo(ChronoUnit.SECONDS).toString(),
        event.kind().label(),
        event.group().isEmpty() ? event.details() : event.details() + " " + event.group());
  }
}
