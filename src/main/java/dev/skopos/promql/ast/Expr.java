// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

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
}
