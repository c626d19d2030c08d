// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.util.ArrayList;
import java.util.List;

/** Cuts a template into tokens; comments and trimmed white space are gone afterwards. */
final class Lexer {

  private final String template;
  private final String input;
  private final List<Token> tokens = new ArrayList<>();
  private int position;
  private int line = 1;
  private boolean spaced;

  private Lexer(String template, String input) {
    this.template = template;
    this.input = input;
  }

  static List<Token> tokens(String template, String input) throws TemplateException {
    Lexer lexer = new Lexer(template, input);
    lexer.run();
    return lexer.tokens;
  }

  private void run() throws TemplateException {
    boolean trimStart = false;
    while (true) {
      int open = input.indexOf("{{", position);
      int end = open < 0 ? input.length() : open;
      boolean trimEnd = open >= 0 && isTrimMarker(open + 2);
      text(input.substring(position, end), trimStart, trimEnd);
      if (open < 0) {
        add(Token.Kind.END, "");
        return;
      }
      position = open + (trimEnd ? 4 : 2);
      trimStart = input.startsWith("/*", position) ? comment() : action();
    }
  }

  private boolean isTrimMarker(int at) {
    return input.startsWith("-", at) && at + 1 < input.length() && isSpace(input.charAt(at + 1));
  }

  private void text(String text, boolean trimStart, boolean trimEnd) {
    int from = 0;
    int to = text.length();
    while (trimStart && from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (trimEnd && to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    if (from < to) {
      add(Token.Kind.TEXT, text.substring(from, to));
    }
    line += (int) text.chars().filter(c -> c == '\n').count();
  }

  /** Skips a comment; says whether the text after it is trimmed. */
  private boolean comment() throws TemplateException {
    int end = input.indexOf("*/", position);
    if (end < 0) {
      throw error("unclosed comment");
    }
    line += (int) input.substring(position, end).chars().filter(c -> c == '\n').count();
    position = end + 2;
    boolean trim = position < input.length() && input.startsWith(" -}}", position);
    position += trim ? 2 : 0;
    if (!input.startsWith("}}", position)) {
      throw error("comment ends before closing delimiter");
    }
    position += 2;
    return trim;
  }

  /** Reads an action up to its end; says whether the text after it is trimmed. */
  private boolean action() throws TemplateException {
    add(Token.Kind.ACTION_START, "{{");
    int depth = 0;
    while (true) {
      skipSpace();
      if (spaced && input.startsWith("-}}", position)) {
        position++;
        return endOfAction(depth, true);
      }
      if (input.startsWith("}}", position)) {
        return endOfAction(depth, false);
      }
      if (position >= input.length()) {
        throw error("unclosed action");
      }
      token();
      Token.Kind kind = tokens.getLast().kind();
      depth += kind == Token.Kind.OPEN ? 1 : kind == Token.Kind.CLOSE ? -1 : 0;
      if (depth < 0) {
        throw error("unexpected right paren");
      }
    }
  }

  private boolean endOfAction(int depth, boolean trim) throws TemplateException {
    if (depth > 0) {
      throw error("unclosed left paren");
    }
    add(Token.Kind.ACTION_END, "}}");
    position += 2;
    return trim;
  }

  private void skipSpace() {
    spaced = false;
    while (position < input.length() && isSpace(input.charAt(position))) {
      line += input.charAt(position) == '\n' ? 1 : 0;
      position++;
      spaced = true;
    }
  }

  private void token() throws TemplateException {
    char c = input.charAt(position);
    char next = position + 1 < input.length() ? input.charAt(position + 1) : ' ';
    switch (c) {
      case '|' -> symbol(Token.Kind.PIPE, 1);
      case ',' -> symbol(Token.Kind.COMMA, 1);
      case '(' -> symbol(Token.Kind.OPEN, 1);
      case ')' -> symbol(Token.Kind.CLOSE, 1);
      case '=' -> symbol(Token.Kind.ASSIGN, 1);
      case ':' -> declare(next);
      case '"' -> quoted('"', Token.Kind.STRING, "unterminated quoted string");
      case '\'' -> quoted('\'', Token.Kind.CHARACTER, "unterminated character constant");
      case '`' -> rawString();
      case '$' -> symbol(Token.Kind.VARIABLE, 1 + wordLength(position + 1));
      case '.' -> {
        if (isDigit(next)) {
          number();
        } else {
          int length = wordLength(position + 1);
          symbol(length == 0 ? Token.Kind.DOT : Token.Kind.FIELD, 1 + length);
        }
      }
      default -> wordOrNumber(c, next);
    }
  }

  private void wordOrNumber(char c, char next) throws TemplateException {
    if (isDigit(c) || ((c == '+' || c == '-') && (isDigit(next) || next == '.'))) {
      number();
    } else if (wordLength(position) > 0) {
      symbol(Token.Kind.WORD, wordLength(position));
    } else {
      throw error(
          "unrecognized character in action: U+%04X '%s'"
              .formatted(input.codePointAt(position), Character.toString(c)));
    }
  }

  private void declare(char next) throws TemplateException {
    if (next != '=') {
      throw error("expected :=");
    }
    symbol(Token.Kind.DECLARE, 2);
  }

  private void number() throws TemplateException {
    int end = position + 1;
    while (end < input.length() && isNumberPart(end)) {
      end++;
    }
    symbol(Token.Kind.NUMBER, end - position);
  }

  private boolean isNumberPart(int at) {
    char c = input.charAt(at);
    char before = Character.toLowerCase(input.charAt(at - 1));
    boolean sign = (c == '+' || c == '-') && (before == 'e' || before == 'p');
    return Character.isLetterOrDigit(c) || c == '.' || c == '_' || sign;
  }

  private void quoted(char quote, Token.Kind kind, String problem) throws TemplateException {
    int end = position + 1;
    while (end < input.length() && input.charAt(end) != quote) {
      if (input.charAt(end) == '\n') {
        throw error(problem);
      }
      end += input.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= input.length()) {
      throw error(problem);
    }
    symbol(kind, end + 1 - position);
  }

  private void rawString() throws TemplateException {
    int end = input.indexOf('`', position + 1);
    if (end < 0) {
      throw error("unterminated raw quoted string");
    }
    int lines = (int) input.substring(position, end).chars().filter(c -> c == '\n').count();
    symbol(Token.Kind.RAW_STRING, end + 1 - position);
    line += lines;
  }

  private void symbol(Token.Kind kind, int length) {
    add(kind, input.substring(position, position + length));
    position += length;
  }

  private void add(Token.Kind kind, String text) {
    tokens.add(new Token(kind, text, line, spaced));
  }

  private int wordLength(int from) {
    int end = from;
    while (end < input.length()
        && (input.charAt(end) == '_' || Character.isLetterOrDigit(input.charAt(end)))) {
      end++;
    }
    return end - from;
  }

  private TemplateException error(String problem) {
    return new TemplateException(template, line, problem);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
