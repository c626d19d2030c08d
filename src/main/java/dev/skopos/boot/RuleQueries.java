// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.model.Labels;
import dev.skopos.promql.Engine;
import dev.skopos.promql.Value;
import dev.skopos.promql.column.QueryException;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.rule.QueryFunction;
import java.time.Instant;
import java.util.List;

/** Answers the queries of rules with the engine. */
final class RuleQueries implements QueryFunction {

  private final Engine engine;

  RuleQueries(Engine engine) {
    this.engine = engine;
  }

  @Override
  public List<Element> query(String expr, Instant at) throws QueryFailedException {
    try {
      return elements(engine.instant(engine.parse(expr), at));
    } catch (ParseException e) {
      throw new QueryFailedException(String.valueOf(e.getMessage()), e);
    } catch (QueryException e) {
      boolean unavailable = e.kind() != QueryException.Kind.EXECUTION;
      throw new QueryFailedException(String.valueOf(e.getMessage()), e, unavailable);
    }
  }

  @Override
  public boolean knowsAnchoredRanges() {
    return true;
  }

  private static List<Element> elements(Value value) throws QueryFailedException {
    return switch (value) {
      case Value.Vector vector ->
          vector.points().stream()
              .map(point -> new Element(point.labels(), point.value(), point.histogram()))
              .toList();
      case Value.Scalar scalar -> List.of(new Element(Labels.EMPTY, scalar.value()));
      case Value.Matrix _, Value.Text _ ->
          throw new QueryFailedException("the rule's expression gives no instant vector");
    };
  }
}
