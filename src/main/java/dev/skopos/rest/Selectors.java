// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.model.Matcher;
import dev.skopos.promql.Engine;
import dev.skopos.promql.ast.Aggregation;
import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.Call;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.MatrixSelector;
import dev.skopos.promql.ast.Modifiers;
import dev.skopos.promql.ast.NumberLiteral;
import dev.skopos.promql.ast.Paren;
import dev.skopos.promql.ast.StringLiteral;
import dev.skopos.promql.ast.Subquery;
import dev.skopos.promql.ast.Unary;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.parse.ParseException;
import java.util.ArrayList;
import java.util.List;

/** Reads selectors of series from parameters. */
final class Selectors {

  private Selectors() {}

  /** One list of matchers for each value of the parameter. */
  static List<List<Matcher>> of(Parameters parameters, String name, Engine engine)
      throws BadParameterException {
    List<List<Matcher>> selectors = new ArrayList<>();
    for (String selector : parameters.all(name)) {
      selectors.add(matchers(name, selector, engine));
    }
    return selectors;
  }

  /** The matchers of each selector of an expression. */
  static List<List<Matcher>> within(Expr expr) {
    return switch (expr) {
      case NumberLiteral _, StringLiteral _ -> List.of();
      case VectorSelector selector -> List.of(selector.matchers());
      case MatrixSelector range -> within(range.selector());
      case Subquery subquery -> within(subquery.expr());
      case Unary unary -> within(unary.expr());
      case Paren paren -> within(paren.expr());
      case Binary binary -> within(List.of(binary.left(), binary.right()));
      case Call call -> within(call.arguments());
      case Aggregation aggregation -> {
        Expr parameter = aggregation.parameter();
        yield within(
            parameter == null
                ? List.of(aggregation.expr())
                : List.of(parameter, aggregation.expr()));
      }
    };
  }

  private static List<List<Matcher>> within(List<Expr> parts) {
    return parts.stream().flatMap(part -> within(part).stream()).toList();
  }

  private static List<Matcher> matchers(String name, String selector, Engine engine)
      throws BadParameterException {
    try {
      if (engine.parse(selector) instanceof VectorSelector vector
          && vector.modifiers().equals(Modifiers.NONE)) {
        return vector.matchers();
      }
    } catch (ParseException e) {
      throw new BadParameterException(name, String.valueOf(e.getMessage()));
    }
    throw new BadParameterException(name, "\"" + selector + "\" is no series selector");
  }
}
