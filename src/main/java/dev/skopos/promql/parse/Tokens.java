// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

import dev.skopos.promql.ast.Span;

/** The tokens of a query, one of them looked ahead, and the errors that name them. */
final class Tokens {

  /** Deeper queries are refused, so that neither reading nor evaluating one exhausts the stack. */
  private static final int MOST_NESTED = 250;

  /** Chains of operators need less of the stack than nested expressions. */
  private static final int HIGHEST = 600;

  private final String input;
  private final Lexer lexer;
  private Token current;
  private int lastEnd;
  private int depth;
  private String context = "";

  Tokens(String input) throws ParseException {
    this.input = input;
    this.lexer = new Lexer(input);
    this.current = lexer.next();
  }

  Token peek() {
    return current;
  }

  boolean at(TokenKind kind) {
    return current.kind() == kind;
  }

  Token take() throws ParseException {
    Token taken = current;
    lastEnd = taken.span().end();
    current = lexer.next();
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

  private ParseException tooDeep(int limit) {
    return error(current.span(), "expression is nested too deeply, the limit is " + limit);
  }

  ParseException unexpected() {
    return unexpected(context, "");
  }

  ParseException unexpected(String where, String expected) {
    String problem =
        "unexpected "
            + current.description()
            + (where.isEmpty() ? "" : " in " + where)
            + (expected.isEmpty() ? "" : ", expected " + expected);
    return error(current.span(), problem);
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

  boolean atNumber() {
    return at(TokenKind.NUMBER) || at(TokenKind.DURATION);
  }

  boolean atSign() {
    return at(TokenKind.ADD) || at(TokenKind.SUB);
  }
}
