// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import dev.skopos.alert.Alert;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.insight.observe.Observed;
import dev.skopos.insight.observe.Sight;
import dev.skopos.insight.score.Health;
import dev.skopos.insight.summary.Summary.AtRisk;
import dev.skopos.insight.summary.Summary.OfCheck;
import dev.skopos.insight.summary.Summary.OfObjective;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Series;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.budget.BudgetState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes one summary out of answers, with nothing in it that may not be seen. */
final class SummaryMaker {

  private final Answers answers;
  private final Observed observed;
  private final Sight sight;
  private final Map<Labels, Double> budgets;

  /**
   * Of these answers.
   *
   * @param observed only what may be seen
   */
  SummaryMaker(Answers answers, Observed observed, Sight sight) {
    this.answers = answers;
    this.observed = observed;
    this.sight = sight;
    this.budgets =
        answers.budgets().stream()
            .collect(Collectors.toMap(Series::labels, SummaryMaker::last, (first, _) -> first));
  }

  Summary summary() {
    Set<ResourceId> ids =
        observed.checks().stream().map(each -> each.id()).collect(Collectors.toSet());
    return new Summary(
        answers.at().minus(Duration.ofHours(answers.hours())),
        answers.at(),
        answers.now().of(ids),
        answers.before().of(ids),
        ids.stream()
            .sorted()
            .map(each -> new OfCheck(each, answers.now().of(each), answers.before().of(each)))
            .toList(),
        alerts(),
        notifications(),
        observed.objectives().stream().map(this::objective).toList(),
        atRisk(),
        Health.of(observed),
        answers.unanswered());
  }

  private OptionalLong alerts() {
    Set<String> namespaces = Scope.alerts(observed, sight);
    return namespaces.isEmpty()
        ? OptionalLong.empty()
        : sum(answers.firing(), each -> namespaces.contains(each.get(Alert.ORIGIN_LABEL)));
  }

  private OptionalLong notifications() {
    Set<Labels> channels =
        observed.channels().stream()
            .map(each -> each.definition().id())
            .map(each -> Labels.of("namespace", each.namespace(), "channel", each.name()))
            .collect(Collectors.toSet());
    return channels.isEmpty()
        ? OptionalLong.empty()
        : sum(answers.notifications(), channels::contains);
  }

  private static OptionalLong sum(Optional<List<Series>> answer, Predicate<Labels> seen) {
    return answer.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            answer.get().stream()
                .filter(each -> seen.test(each.labels()))
                .mapToLong(each -> Math.round(last(each)))
                .sum());
  }

  private OfObjective objective(ObjectiveSnapshot objective) {
    ResourceId id = objective.definition().id();
    Labels labels = Labels.of(Alert.ORIGIN_LABEL, id.namespace(), "objective", id.name());
    Optional<Double> now = objective.worst().map(BudgetState::remainingRatio);
    Optional<Double> then = Optional.ofNullable(budgets.get(labels));
    return new OfObjective(
        id,
        objective.state(),
        optional(now),
        optional(now.flatMap(value -> then.map(before -> before - value))));
  }

  private static OptionalDouble optional(Optional<Double> value) {
    return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
  }

  private List<AtRisk> atRisk() {
    return observed.forecasts().stream()
        .flatMap(
            forecast ->
                forecast.resources().stream()
                    .map(
                        each ->
                            new AtRisk(
                                forecast.definition().id(), each.resource().name(), each.risk())))
        .filter(each -> each.risk().compareTo(Risk.MEDIUM) >= 0)
        .sorted(Comparator.comparing(AtRisk::risk).reversed())
        .toList();
  }

  static double last(Series series) {
    return series.length() == 0 ? 0 : series.values()[series.length() - 1];
  }
}
