// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

import com.google.re2j.PatternSyntaxException;
import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.promql.ast.Modifiers;
import dev.skopos.promql.ast.Quoting;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads label matchers in braces and lists of labels in parentheses. */
final class SelectorParser {

  private static final String MATCHING = "label matching";
  private static final String GROUPING = "grouping opts";

  private final Tokens tokens;

  SelectorParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** A selector whose metric name, if any, has been taken. */
  VectorSelector selector(@Nullable Token name) throws ParseException {
    List<Matcher> matchers = new ArrayList<>();
    Span span = name == null ? tokens.peek().span() : name.span();
    if (name == null || tokens.at(TokenKind.LEFT_BRACE)) {
      tokens.expect(TokenKind.LEFT_BRACE);
      matchers(matchers);
      span = span.withEnd(tokens.lastEnd());
    }
    if (name != null) {
      matchers.add(Matcher.equal(Labels.METRIC_NAME, name.text()));
    }
    return new VectorSelector(span, name == null ? "" : name.text(), matchers, Modifiers.NONE);
  }

  private void matchers(List<Matcher> matchers) throws ParseException {
    if (tokens.accept(TokenKind.RIGHT_BRACE)) {
      return;
    }
    while (true) {
      matchers.add(matcher());
      if (tokens.accept(TokenKind.RIGHT_BRACE)) {
        return;
      }
      if (!tokens.accept(TokenKind.COMMA)) {
        throw tokens.unexpected(MATCHING, "\",\" or \"}\"");
      }
      if (tokens.accept(TokenKind.RIGHT_BRACE)) {
        return;
      }
    }
  }

  private Matcher matcher() throws ParseException {
    boolean quoted = tokens.at(TokenKind.STRING);
    if (!quoted && !tokens.at(TokenKind.IDENTIFIER)) {
      throw tokens.unexpected(MATCHING, "identifier or \"}\"");
    }
    Token label = tokens.take();
    String name = quoted ? Literals.unquote(label.text()) : label.text();
    Matcher.Type type = comparison(tokens.peek());
    if (type == null && quoted) {
      return Matcher.equal(Labels.METRIC_NAME, name);
    }
    if (type == null) {
      throw tokens.unexpected(MATCHING, "label matching operator");
    }
    tokens.take();
    if (!tokens.at(TokenKind.STRING)) {
      throw tokens.unexpected(MATCHING, "string");
    }
    return matcher(label, type, name, Literals.unquote(tokens.take().text()));
  }

  private Matcher matcher(Token label, Matcher.Type type, String name, String value)
      throws ParseException {
    try {
      return Matcher.of(type, name, value);
    } catch (IllegalArgumentException e) {
      String reason =
          e.getCause() instanceof PatternSyntaxException syntax
              ? syntax.getDescription() + ": `" + syntax.getPattern() + "`"
              : String.valueOf(e.getMessage());
      throw tokens.error(label.span(), "error parsing regexp: " + reason);
    }
  }

  private static Matcher.@Nullable Type comparison(Token token) {
    return switch (token.kind()) {
      case EQUALS -> Matcher.Type.EQUAL;
      case NOT_EQUAL -> Matcher.Type.NOT_EQUAL;
      case REGEX -> Matcher.Type.REGEX;
      case NOT_REGEX -> Matcher.Type.NOT_REGEX;
      default -> null;
    };
  }

  /** The labels behind {@code by}, {@code on}, {@code group_left} and their kin. */
  List<String> labels() throws ParseException {
    if (!tokens.accept(TokenKind.LEFT_PAREN)) {
      throw tokens.unexpected(GROUPING, "\"(\"");
    }
    List<String> labels = new ArrayList<>();
    while (!labels.isEmpty() || !tokens.accept(TokenKind.RIGHT_PAREN)) {
      labels.add(label());
      if (tokens.accept(TokenKind.RIGHT_PAREN)) {
        break;
      }
      if (!tokens.accept(TokenKind.COMMA)) {
        throw tokens.unexpected(GROUPING, "\",\" or \")\"");
      }
      if (tokens.accept(TokenKind.RIGHT_PAREN)) {
        break;
      }
    }
    return labels;
  }

  private String label() throws ParseException {
    Token token = tokens.peek();
    if (token.kind() == TokenKind.STRING) {
      tokens.take();
      String label = Literals.unquote(token.text());
      if (label.isEmpty()) {
        throw tokens.error(
            token.span(), "invalid label name for grouping: " + Quoting.quote(label));
      }
      return label;
    }
    if (!isLabel(token.kind())) {
      throw tokens.unexpected(GROUPING, "label");
    }
    return tokens.take().text();
  }

  private static boolean isLabel(TokenKind kind) {
    return switch (kind) {
      case IDENTIFIER, METRIC_IDENTIFIER, AGGREGATOR -> true;
      case AND, OR, UNLESS, ATAN2 -> true;
      case BOOL, BY, GROUP_LEFT, GROUP_RIGHT, IGNORING, OFFSET, ON, ANCHORED, SMOOTHED -> true;
      case START, END, STEP, RANGE, MAX_OF, MIN_OF, FILL, FILL_LEFT, FILL_RIGHT -> true;
      default -> false;
    };
  }
}
