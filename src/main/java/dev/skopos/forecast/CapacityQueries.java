// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.QueryFunction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers the expressions of the alerts of forecasts from memory, as PromQL would answer them from
 * the series that the forecast writes. Before the first forecast, and while the store has answered
 * nothing, there is no answer, so that an alert that fired before a restart goes on. What else is
 * asked goes on to the engine. Thread-safe.
 *
 * @param otherwise who answers the expressions of a group that is not of a forecast
 */
public record CapacityQueries(
    ForecastsAtWork forecasts, Function<ResourceId, QueryFunction> otherwise)
    implements Function<ResourceId, QueryFunction> {

  @Override
  public QueryFunction apply(ResourceId group) {
    QueryFunction others = otherwise.apply(group);
    return group.kind().equals(CapacityDefinition.KIND)
        ? (expr, at) -> answer(group, expr, at, others)
        : others;
  }

  private List<QueryFunction.Element> answer(
      ResourceId group, String expr, Instant at, QueryFunction others)
      throws QueryFunction.QueryFailedException {
    Optional<CapacitySnapshot> snapshot = forecasts.snapshot(group);
    Optional<CapacityAlert> alert =
        snapshot
            .flatMap(known -> CapacityAlert.of(known.definition()))
            .filter(known -> known.expr().equals(expr));
    if (alert.isEmpty()) {
      return others.query(expr, at);
    }
    if (snapshot.get().lastForecast() == null) {
      throw new QueryFunction.QueryFailedException("there was no forecast yet");
    }
    if (snapshot.get().resources().stream().allMatch(ResourceSnapshot::unanswered)) {
      throw new QueryFunction.QueryFailedException("no forecast could be made yet");
    }
    return alert.get().holds(snapshot.get());
  }
}
