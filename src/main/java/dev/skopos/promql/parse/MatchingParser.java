// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

import dev.skopos.promql.ast.BinaryOperator;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.ValueType;
import dev.skopos.promql.ast.VectorMatching;
import dev.skopos.promql.ast.VectorMatching.Cardinality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what stands between a binary operator and its right operand. */
final class MatchingParser {

  /** {@code bool} and how the vectors are matched. */
  record Modifier(boolean bool, VectorMatching written) {

    /** The matching, or null where it has no meaning since an operand is no vector. */
    @Nullable VectorMatching matching(BinaryOperator operator, Expr left, Expr right) {
      boolean vectors = left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR;
      if (!vectors && written.labels().isEmpty() && !written.fills()) {
        return null;
      }
      if (!operator.isSet() || written.cardinality() != Cardinality.ONE_TO_ONE) {
        return written;
      }
      return new VectorMatching(
          Cardinality.MANY_TO_MANY,
          written.on(),
          written.labels(),
          written.include(),
          written.fillLeft(),
          written.fillRight());
    }
  }

  private final Tokens tokens;
  private final SelectorParser selectors;

  MatchingParser(Tokens tokens, SelectorParser selectors) {
    this.tokens = tokens;
    this.selectors = selectors;
  }

  Modifier modifier() throws ParseException {
    boolean bool = tokens.accept(TokenKind.BOOL);
    boolean on = tokens.at(TokenKind.ON);
    List<String> labels = List.of();
    List<String> include = List.of();
    Cardinality cardinality = Cardinality.ONE_TO_ONE;
    if (on || tokens.at(TokenKind.IGNORING)) {
      tokens.take();
      labels = selectors.labels();
      if (tokens.at(TokenKind.GROUP_LEFT) || tokens.at(TokenKind.GROUP_RIGHT)) {
        boolean left = tokens.take().kind() == TokenKind.GROUP_LEFT;
        cardinality = left ? Cardinality.MANY_TO_ONE : Cardinality.ONE_TO_MANY;
        boolean none = !tokens.at(TokenKind.LEFT_PAREN) && tokens.peek().kind().startsExpression();
        include = none ? List.of() : selectors.labels();
      }
    }
    Double both = fill(TokenKind.FILL);
    Double left = both != null ? both : fill(TokenKind.FILL_LEFT);
    Double right = both != null ? both : fill(TokenKind.FILL_RIGHT);
    if (both == null && left == null) {
      left = fill(TokenKind.FILL_LEFT);
    }
    return new Modifier(bool, new VectorMatching(cardinality, on, labels, include, left, right));
  }

  private @Nullable Double fill(TokenKind keyword) throws ParseException {
    if (!tokens.accept(keyword)) {
      return null;
    }
    tokens.expect(TokenKind.LEFT_PAREN);
    boolean negative = tokens.at(TokenKind.SUB);
    if (tokens.atSign()) {
      tokens.take();
    }
    if (!tokens.atNumber()) {
      throw tokens.unexpected();
    }
    double value = tokens.number(tokens.take());
    tokens.expect(TokenKind.RIGHT_PAREN);
    return negative ? -value : value;
  }
}
