// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

import dev.skopos.promql.ast.Span;
import org.jspecify.annotations.Nullable;

/** The tokens of a query, one of them looked ahead, and the errors that name them. */
final class Tokens {

  /** Deeper queries are refused, so that neither reading nor evaluating one exhausts the stack. */
  private static final int MOST_NESTED = 250;

  /** Chains of operators need less of the stack than nested expressions. */
  private static final int HIGHEST = 600;

  private final String input;
  private final Lexer lexer;

  /** Null until it is looked at, so that errors come in the order in which they stand. */
  private @Nullable Token lookahead;

  private int lastEnd;
  private int depth;
  private String context = "";

  Tokens(String input) {
    this.input = input;
    this.lexer = new Lexer(input);
  }

  Token peek() throws ParseException {
    Token next = lookahead;
    if (next == null) {
      next = lexer.next();
      lookahead = next;
    }
    return next;
  }

  boolean at(TokenKind kind) throws ParseException {
    return peek().kind() == kind;
  }

  Token take() throws ParseException {
    Token taken = peek();
    lastEnd = taken.span().end();
    lookahead = null;
    return taken;
  }

  boolean accept(TokenKind kind) throws ParseException {
    if (!at(kind)) {
      return false;
    }
    take();
    return true;
  }

  /** Takes a token of this kind; any other is unexpected. */
  Token expect(TokenKind kind) throws ParseException {
    if (!at(kind)) {
      throw unexpected();
    }
    return take();
  }

  /** Where the token ends that was taken last. */
  int lastEnd() {
    return lastEnd;
  }

  /** Names what is being read, for messages of unexpected(); returns what was named before. */
  String context(String newContext) {
    String before = context;
    context = newContext;
    return before;
  }

  void enter() throws ParseException {
    if (++depth > MOST_NESTED) {
      throw tooDeep(MOST_NESTED);
    }
  }

  void leave() {
    depth--;
  }

  void checkHeight(int height) throws ParseException {
    if (height > HIGHEST) {
      throw tooDeep(HIGHEST);
    }
  }

  private ParseException tooDeep(int limit) throws ParseException {
    return error(peek().span(), "expression is nested too deeply, the limit is " + limit);
  }

  ParseException unexpected() throws ParseException {
    return unexpected(context, "");
  }

  ParseException unexpected(String where, String expected) throws ParseException {
    String problem =
        "unexpected "
            + peek().description()
            + (where.isEmpty() ? "" : " in " + where)
            + (expected.isEmpty() ? "" : ", expected " + expected);
    return error(peek().span(), problem);
  }

  ParseException error(Span span, String problem) {
    return ParseException.at(span.start(), input, problem);
  }

  /** The number or duration that was just taken. */
  double number(Token token) throws ParseException {
    try {
      return token.kind() == TokenKind.NUMBER
          ? Literals.number(token.text())
          : Literals.seconds(token.text());
    } catch (IllegalArgumentException e) {
      throw error(token.span(), String.valueOf(e.getMessage()));
    }
  }

  boolean atNumber() throws ParseException {
    return at(TokenKind.NUMBER) || at(TokenKind.DURATION);
  }

  boolean atSign() throws ParseException {
    return at(TokenKind.ADD) || at(TokenKind.SUB);
  }
}
