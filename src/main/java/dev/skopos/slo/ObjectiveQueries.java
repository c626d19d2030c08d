// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.ResourceId;
import dev.skopos.rule.QueryFunction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers the expressions of the alerts of objectives from memory, as PromQL would answer them from
 * the series that the objective writes for the same instant; the objective is evaluated for that
 * instant first when it was not yet. What else is asked goes on to the engine. Thread-safe.
 *
 * @param otherwise who answers the expressions of a group that is not of an objective
 */
public record ObjectiveQueries(
    ObjectivesAtWork objectives, Function<ResourceId, QueryFunction> otherwise)
    implements Function<ResourceId, QueryFunction> {

  @Override
  public QueryFunction apply(ResourceId group) {
    QueryFunction others = otherwise.apply(group);
    Optional<ObjectiveRunner> runner = objectives.find(group);
    return runner.isEmpty() ? others : (expr, at) -> answer(runner.get(), expr, at, others);
  }

  private static List<QueryFunction.Element> answer(
      ObjectiveRunner runner, String expr, Instant at, QueryFunction others)
      throws QueryFunction.QueryFailedException {
    Optional<List<QueryFunction.Element>> known = runner.answer(expr, at);
    return known.isPresent() ? known.get() : others.query(expr, at);
  }
}
