// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import dev.skopos.alert.Alert;
import dev.skopos.forecast.SeriesReader;
import dev.skopos.forecast.SeriesReader.ReadFailedException;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes one summary. Used once, by one thread; blocks for as long as the store's answers take. */
public final class Summaries {

  private static final int MOST_POINTS = 300;
  private static final int SHORTEST_STEP = 60;

  private final SeriesReader reader;
  private final Observed observed;
  private final Sight sight;
  private final int hours;
  private final List<String> unanswered = new ArrayList<>();

  private Summaries(SeriesReader reader, Observed observed, Sight sight, int hours) {
    this.reader = reader;
    this.observed = observed.seenBy(sight);
    this.sight = sight;
    this.hours = hours;
  }

  /**
   * The summary of the last hours.
   *
   * @param hours from 1 to 744
   */
  public static Summary of(SeriesReader reader, Observed observed, Sight sight, int hours) {
    return new Summaries(reader, observed, sight, hours).summary();
  }

  private Summary summary() {
    Set<ResourceId> ids =
        observed.checks().stream().map(each -> each.id()).collect(Collectors.toSet());
    Runs now = runs(ids, "");
    Runs before = runs(ids, " offset " + hours + "h");
    return new Summary(
        observed.at().minus(Duration.ofHours(hours)),
        observed.at(),
        now.all(),
        before.all(),
        ids.stream()
            .sorted()
            .map(each -> new OfCheck(each, now.of(each), before.of(each)))
            .toList(),
        alerts(),
        notifications(),
        objectives(),
        atRisk(),
        Health.of(observed),
        unanswered);
  }

  private Runs runs(Set<ResourceId> ids, String offset) {
    int step = Math.max(SHORTEST_STEP, hours * 3600 / MOST_POINTS);
    return new Runs(
        ids,
        read(
            "sum by (namespace, name, result) (increase(skopos_check_results_total[%dh]%s))"
                .formatted(hours, offset)),
        read("skopos_check_duration_seconds[%dh:%ds]%s".formatted(hours, step, offset)));
  }

  private List<Series> read(String expr) {
    try {
      return reader.read(expr, observed.at());
    } catch (ReadFailedException e) {
      unanswered.add(expr + ": " + e.getMessage());
      return List.of();
    }
  }

  /** Alerts say their namespace, but not which kind of resource they are of. */
  private OptionalLong alerts() {
    List<Series> firing =
        read(
            "count by (%s) (count_over_time(ALERTS{alertstate=\"firing\"}[%dh]))"
                .formatted(Alert.ORIGIN_LABEL, hours));
    Set<String> namespaces =
        observed.rules().stream()
            .map(each -> each.definition().id().namespace())
            .filter(sight::seesAll)
            .collect(Collectors.toSet());
    return namespaces.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            firing.stream()
                .filter(each -> namespaces.contains(each.labels().get(Alert.ORIGIN_LABEL)))
                .mapToLong(each -> Math.round(last(each)))
                .sum());
  }

  private OptionalLong notifications() {
    Set<Labels> channels =
        observed.channels().stream()
            .map(each -> each.definition().id())
            .map(each -> Labels.of("namespace", each.namespace(), "channel", each.name()))
            .collect(Collectors.toSet());
    return channels.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            read(
                    "sum by (namespace, channel)"
                        + " (increase(skopos_notifications_total{outcome=\"delivered\"}[%dh]))"
                            .formatted(hours))
                .stream()
                .filter(each -> channels.contains(each.labels()))
                .mapToLong(each -> Math.round(last(each)))
                .sum());
  }

  private List<OfObjective> objectives() {
    List<Series> begin =
        read(
            "min by (skopos_namespace, objective) (skopos_slo_error_budget_remaining_ratio offset"
                + " %dh)".formatted(hours));
    return observed.objectives().stream().map(each -> objective(each, begin)).toList();
  }

  private static OfObjective objective(ObjectiveSnapshot objective, List<Series> begin) {
    ResourceId id = objective.definition().id();
    Labels labels = Labels.of(Alert.ORIGIN_LABEL, id.namespace(), "objective", id.name());
    Optional<Double> now = objective.worst().map(BudgetState::remainingRatio);
    Optional<Double> then =
        begin.stream()
            .filter(each -> each.labels().equals(labels))
            .map(Summaries::last)
            .findFirst();
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
