// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

import dev.skopos.promql.ast.DurationExpr;
import dev.skopos.promql.ast.DurationExpr.Operator;
import dev.skopos.promql.ast.Span;
import org.jspecify.annotations.Nullable;

/** Reads the lengths of time in square brackets and behind {@code offset}. */
final class DurationParser {

  private static final int LOWEST = 1;
  private static final int POWER = 3;
  private static final double LONGEST_SECONDS = Long.MAX_VALUE / 1e9;
  private static final String OPERANDS = "number, duration, step(), or range()";

  private final Tokens tokens;
  private String where = "";
  private String expected = OPERANDS;

  DurationParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** A range, the first thing in the brackets. */
  DurationExpr range() throws ParseException {
    return positive("subquery or range selector", OPERANDS);
  }

  /** The step of a subquery. */
  DurationExpr step() throws ParseException {
    return positive("subquery selector", "number, duration, step(), range(), or \"]\"");
  }

  private DurationExpr positive(String context, String operands) throws ParseException {
    where = context;
    expected = operands;
    DurationExpr duration = expression(LOWEST);
    if (duration instanceof DurationExpr.Literal(Span span, double value, _) && !(value > 0)) {
      throw tokens.error(span, "duration must be greater than 0");
    }
    return duration;
  }

  /**
   * What stands behind {@code offset}: without parentheses only one operand with its sign, so that
   * {@code a offset 5m + b} adds; behind parentheses and a second sign arithmetic goes on, as in
   * Prometheus' grammar.
   */
  DurationExpr offset() throws ParseException {
    where = "offset";
    expected = OPERANDS;
    if (tokens.at(TokenKind.LEFT_PAREN)) {
      return arithmetic(operand(), LOWEST);
    }
    if (!tokens.atSign()) {
      return operand();
    }
    Token sign = tokens.take();
    if (tokens.atSign()) {
      return arithmetic(signed(sign, signedOperand()), LOWEST);
    }
    DurationExpr operand = tokens.atNumber() ? literal(tokens.take(), sign.span()) : operand();
    boolean kept = operand instanceof DurationExpr.Step || operand instanceof DurationExpr.Range;
    boolean chosen =
        operand instanceof DurationExpr.Arithmetic calculated && calculated.operator().isChoice();
    return kept || chosen
        ? new DurationExpr.Signed(
            sign.span().to(operand.span()), sign.kind() == TokenKind.SUB, operand)
        : signed(sign, operand);
  }

  private DurationExpr expression(int lowest) throws ParseException {
    tokens.enter();
    DurationExpr expression = arithmetic(signedOperand(), lowest);
    tokens.leave();
    return expression;
  }

  private DurationExpr arithmetic(DurationExpr first, int lowest) throws ParseException {
    DurationExpr left = first;
    int length = 0;
    while (true) {
      Token token = tokens.peek();
      Operator operator = operator(token);
      if (operator == null || precedence(operator) < lowest) {
        return left;
      }
      tokens.checkHeight(++length);
      tokens.take();
      int next = precedence(operator);
      DurationExpr right = expression(next == POWER ? next : next + 1);
      refuseZeroDivisor(token, operator, right);
      left = new DurationExpr.Arithmetic(left.span().to(right.span()), operator, left, right);
    }
  }

  private DurationExpr signedOperand() throws ParseException {
    if (!tokens.atSign()) {
      return operand();
    }
    Token sign = tokens.take();
    return signed(sign, expression(POWER));
  }

  private static DurationExpr signed(Token sign, DurationExpr operand) {
    boolean negative = sign.kind() == TokenKind.SUB;
    Span span = sign.span().to(operand.span());
    if (operand instanceof DurationExpr.Literal(_, double value, boolean duration)) {
      return new DurationExpr.Literal(span, negative ? -value : value, duration);
    }
    return negative ? new DurationExpr.Signed(span, true, operand) : operand;
  }

  private DurationExpr operand() throws ParseException {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER, DURATION -> literal(tokens.take(), token.span());
      case STEP -> new DurationExpr.Step(emptyCall());
      case RANGE -> new DurationExpr.Range(emptyCall());
      case LEFT_PAREN -> wrapped();
      case MIN_OF -> call(Operator.MIN);
      case MAX_OF -> call(Operator.MAX);
      default -> throw unexpected();
    };
  }

  private DurationExpr literal(Token token, Span place) throws ParseException {
    double value = tokens.number(token);
    if (!(Math.abs(value) <= LONGEST_SECONDS)) {
      throw tokens.error(place, "duration out of range");
    }
    return new DurationExpr.Literal(token.span(), value, token.kind() == TokenKind.DURATION);
  }

  private Span emptyCall() throws ParseException {
    Token name = tokens.take();
    take(TokenKind.LEFT_PAREN);
    return name.span().to(take(TokenKind.RIGHT_PAREN).span());
  }

  private DurationExpr wrapped() throws ParseException {
    Token open = tokens.take();
    DurationExpr inner = expression(LOWEST);
    Span span = open.span().to(take(TokenKind.RIGHT_PAREN).span());
    DurationExpr unwrapped =
        inner instanceof DurationExpr.Wrapped(_, DurationExpr operand) ? operand : inner;
    return new DurationExpr.Wrapped(span, unwrapped);
  }

  private DurationExpr call(Operator function) throws ParseException {
    Token name = tokens.take();
    take(TokenKind.LEFT_PAREN);
    DurationExpr left = expression(LOWEST);
    take(TokenKind.COMMA);
    DurationExpr right = expression(LOWEST);
    Token close = take(TokenKind.RIGHT_PAREN);
    return new DurationExpr.Arithmetic(name.span().to(close.span()), function, left, right);
  }

  private Token take(TokenKind kind) throws ParseException {
    if (!tokens.at(kind)) {
      throw unexpected();
    }
    return tokens.take();
  }

  private ParseException unexpected() throws ParseException {
    return tokens.unexpected(where, expected);
  }

  private void refuseZeroDivisor(Token token, Operator operator, DurationExpr divisor)
      throws ParseException {
    boolean zero = divisor instanceof DurationExpr.Literal literal && literal.value() == 0;
    if (zero && operator == Operator.DIV) {
      throw tokens.error(token.span(), "division by zero");
    }
    if (zero && operator == Operator.MOD) {
      throw tokens.error(token.span(), "modulo by zero");
    }
  }

  private static @Nullable Operator operator(Token token) {
    return switch (token.kind()) {
      case ADD -> Operator.ADD;
      case SUB -> Operator.SUB;
      case MUL -> Operator.MUL;
      case DIV -> Operator.DIV;
      case MOD -> Operator.MOD;
      case POW -> Operator.POW;
      default -> null;
    };
  }

  private static int precedence(Operator operator) {
    return switch (operator) {
      case ADD, SUB -> LOWEST;
      case MUL, DIV, MOD -> 2;
      case POW, MIN, MAX -> POWER;
    };
  }
}
