// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

import java.util.List;

/**
 * A PromQL expression. Its {@code toString} is the canonical text, which parses to an equal tree.
 */
public sealed interface Expr
    permits NumberLiteral,
        StringLiteral,
        VectorSelector,
        MatrixSelector,
        Subquery,
        Unary,
        Binary,
        Aggregation,
        Call,
        Paren {

  /** Where it stands in the text that it was parsed from. */
  Span span();

  ValueType type();

  /** The expression inside all parentheses. */
  default Expr unwrapped() {
    Expr inner = this;
    while (inner instanceof Paren paren) {
      inner = paren.expr();
    }
    return inner;
  }

  /** All selectors in it, in the order of the text. */
  default List<VectorSelector> selectors() {
    return switch (this) {
      case NumberLiteral _, StringLiteral _ -> List.of();
      case VectorSelector selector -> List.of(selector);
      case MatrixSelector range -> List.of(range.selector());
      case Subquery subquery -> subquery.expr().selectors();
      case Unary unary -> unary.expr().selectors();
      case Paren paren -> paren.expr().selectors();
      case Binary binary -> of(List.of(binary.left(), binary.right()));
      case Call call -> of(call.arguments());
      case Aggregation aggregation -> {
        Expr parameter = aggregation.parameter();
        yield of(
            parameter == null
                ? List.of(aggregation.expr())
                : List.of(parameter, aggregation.expr()));
      }
    };
  }

  private static List<VectorSelector> of(List<Expr> parts) {
    return parts.stream().flatMap(part -> part.selectors().stream()).toList();
  }
}
