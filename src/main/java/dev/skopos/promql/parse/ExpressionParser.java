// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

import dev.skopos.promql.ast.Aggregation;
import dev.skopos.promql.ast.Aggregation.Grouping;
import dev.skopos.promql.ast.Aggregator;
import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.BinaryOperator;
import dev.skopos.promql.ast.Call;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.NumberLiteral;
import dev.skopos.promql.ast.Paren;
import dev.skopos.promql.ast.Quoting;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.ast.StringLiteral;
import dev.skopos.promql.ast.Unary;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.function.Function;
import dev.skopos.promql.function.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads an expression by recursive descent with operator precedence. Its errors say what
 * Prometheus' generated parser says.
 */
public final class ExpressionParser {

  private static final int LOWEST = 1;

  private final Tokens tokens;
  private final SelectorParser selectors;
  private final PostfixParser postfixes;
  private final MatchingParser matchings;

  /** How many levels the expression has that was read last. */
  private int height;

  private ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
    this.selectors = new SelectorParser(tokens);
    this.postfixes = new PostfixParser(tokens);
    this.matchings = new MatchingParser(tokens, selectors);
  }

  /** The expression in the text, with its types checked. */
  public static Expr parse(String input) throws ParseException {
    Tokens tokens = new Tokens(input);
    if (tokens.at(TokenKind.EOF)) {
      throw tokens.error(new Span(0, 0), "no expression found in input");
    }
    Expr expr = new ExpressionParser(tokens).expression(LOWEST);
    if (!tokens.at(TokenKind.EOF)) {
      throw tokens.unexpected();
    }
    new TypeChecker(input).check(expr);
    return expr;
  }

  /** The vector selector in the text, for instance a {@code match[]} of the HTTP API. */
  public static VectorSelector parseSelector(String input) throws ParseException {
    Tokens tokens = new Tokens(input);
    boolean named = !tokens.at(TokenKind.LEFT_BRACE);
    if (named && !tokens.peek().kind().isMetricName()) {
      throw tokens.unexpected();
    }
    VectorSelector selector = new SelectorParser(tokens).selector(named ? tokens.take() : null);
    if (!tokens.at(TokenKind.EOF)) {
      throw tokens.unexpected();
    }
    return selector;
  }

  private Expr expression(int lowest) throws ParseException {
    tokens.enter();
    Expr left = operand();
    int leftHeight = height;
    while (true) {
      BinaryOperator operator = tokens.peek().kind().binaryOperator();
      if (operator == null || operator.precedence() < lowest) {
        break;
      }
      tokens.take();
      MatchingParser.Modifier modifier = matchings.modifier();
      int next = operator.precedence();
      Expr right = expression(operator == BinaryOperator.POW ? next : next + 1);
      grow(Math.max(leftHeight, height));
      leftHeight = height;
      left =
          new Binary(
              operator, left, right, modifier.bool(), modifier.matching(operator, left, right));
    }
    height = leftHeight;
    tokens.leave();
    return left;
  }

  private void grow(int heightOfChildren) throws ParseException {
    height = heightOfChildren + 1;
    tokens.checkHeight(height);
  }

  private Expr operand() throws ParseException {
    if (!tokens.atSign()) {
      Expr primary = primary();
      Expr operand = postfixes.apply(primary);
      height++;
      return operand;
    }
    Token sign = tokens.take();
    // The sign binds as tightly as a multiplication, so that -1^2 is -1.
    Expr operand = expression(BinaryOperator.POW.precedence());
    grow(height);
    boolean negative = sign.kind() == TokenKind.SUB;
    Span span = sign.span().to(operand.span());
    if (operand instanceof NumberLiteral(_, double value, boolean duration)) {
      return new NumberLiteral(span, negative ? -value : value, duration);
    }
    return new Unary(span, negative, operand);
  }

  private Expr primary() throws ParseException {
    height = 1;
    Token token = tokens.peek();
    return switch (token.kind()) {
      case NUMBER, DURATION -> number(tokens.take());
      case STRING -> new StringLiteral(token.span(), Literals.unquote(tokens.take().text()));
      case LEFT_PAREN -> paren();
      case LEFT_BRACE -> selectors.selector(null);
      case AGGREGATOR -> aggregationOrSelector();
      case IDENTIFIER, START, END, STEP, RANGE, MAX_OF, MIN_OF -> callOrSelector();
      default -> {
        if (!token.kind().isMetricName()) {
          throw tokens.unexpected();
        }
        yield selectors.selector(tokens.take());
      }
    };
  }

  private NumberLiteral number(Token token) throws ParseException {
    return new NumberLiteral(
        token.span(), tokens.number(token), token.kind() == TokenKind.DURATION);
  }

  private Expr paren() throws ParseException {
    Token open = tokens.take();
    Expr inner = expression(LOWEST);
    Token close = tokens.expect(TokenKind.RIGHT_PAREN);
    grow(height);
    return new Paren(open.span().to(close.span()), inner);
  }

  private Expr callOrSelector() throws ParseException {
    Token name = tokens.take();
    if (!tokens.at(TokenKind.LEFT_PAREN)) {
      return selectors.selector(name);
    }
    List<Expr> arguments = arguments();
    Span span = name.span().withEnd(tokens.lastEnd());
    Function function = Functions.find(name.text().toLowerCase(Locale.ROOT));
    if (function == null || !function.name().equals(name.text())) {
      throw tokens.error(name.span(), "unknown function with name " + Quoting.quote(name.text()));
    }
    return new Call(span, function.name(), arguments, function.returns());
  }

  private List<Expr> arguments() throws ParseException {
    List<Expr> arguments = new ArrayList<>();
    tokens.expect(TokenKind.LEFT_PAREN);
    if (tokens.accept(TokenKind.RIGHT_PAREN)) {
      return arguments;
    }
    int highest = 0;
    while (true) {
      arguments.add(expression(LOWEST));
      highest = Math.max(highest, height);
      if (tokens.accept(TokenKind.RIGHT_PAREN)) {
        grow(highest);
        return arguments;
      }
      Token comma = tokens.expect(TokenKind.COMMA);
      if (!tokens.peek().kind().startsExpression()) {
        throw tokens.error(comma.span(), "trailing commas not allowed in function call args");
      }
    }
  }

  private Expr aggregationOrSelector() throws ParseException {
    Token name = tokens.take();
    if (!tokens.at(TokenKind.LEFT_PAREN) && !atGrouping()) {
      return selectors.selector(name);
    }
    String outer = tokens.context("aggregation");
    Grouping grouping = grouping();
    List<Expr> arguments = arguments();
    grouping = grouping == null ? grouping() : grouping;
    tokens.context(outer);
    Aggregator operator = Aggregator.valueOf(name.text().toUpperCase(Locale.ROOT));
    checkArguments(name, operator, arguments.size());
    return new Aggregation(
        name.span().withEnd(tokens.lastEnd()),
        operator,
        operator.hasParameter() ? arguments.getFirst() : null,
        arguments.getLast(),
        grouping == null ? new Grouping(false, List.of()) : grouping);
  }

  private void checkArguments(Token name, Aggregator operator, int given) throws ParseException {
    int wanted = operator.hasParameter() ? 2 : 1;
    if (given == 0) {
      throw tokens.error(name.span(), "no arguments for aggregate expression provided");
    }
    if (given != wanted) {
      throw tokens.error(
          name.span(),
          "wrong number of arguments for aggregate expression provided, expected %d, got %d"
              .formatted(wanted, given));
    }
  }

  private boolean atGrouping() throws ParseException {
    return tokens.at(TokenKind.BY) || tokens.at(TokenKind.WITHOUT);
  }

  private @Nullable Grouping grouping() throws ParseException {
    if (!atGrouping()) {
      return null;
    }
    boolean without = tokens.take().kind() == TokenKind.WITHOUT;
    return new Grouping(without, selectors.labels());
  }
}
