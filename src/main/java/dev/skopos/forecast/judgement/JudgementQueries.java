// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.model.ResourceId;
import dev.skopos.rule.QueryFunction;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Has the rules that are judged answered by their judges; what else is asked goes on to the engine.
 * Thread-safe.
 *
 * @param store who answers expressions
 */
public record JudgementQueries(JudgesAtWork judges, Function<ResourceId, QueryFunction> store)
    implements Function<ResourceId, QueryFunction> {

  @Override
  public QueryFunction apply(ResourceId group) {
    QueryFunction queries = store.apply(group);
    return judges
        .find(group)
        .<QueryFunction>map(judge -> new Judged(judge, queries))
        .orElse(queries);
  }

  private record Judged(Judge judge, QueryFunction store) implements QueryFunction {

    @Override
    public List<Element> query(String expr, Instant at) throws QueryFailedException {
      return store.query(expr, at);
    }

    @Override
    public List<Element> judged(String expr, Instant at) throws QueryFailedException {
      return judge.judged(expr, at, store);
    }
  }
}
