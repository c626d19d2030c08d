// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

import dev.skopos.promql.ast.At;
import dev.skopos.promql.ast.DurationExpr;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.MatrixSelector;
import dev.skopos.promql.ast.Modifiers;
import dev.skopos.promql.ast.Modifiers.Extension;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.ast.Subquery;
import dev.skopos.promql.ast.VectorSelector;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind a selector: ranges, subqueries, offset, @, anchored and smoothed. */
final class PostfixParser {

  private static final String SELECTORS =
      " modifier must be preceded by an instant vector selector or range vector selector or a"
          + " subquery";

  private final Tokens tokens;
  private final DurationParser durations;

  PostfixParser(Tokens tokens) {
    this.tokens = tokens;
    this.durations = new DurationParser(tokens);
  }

  Expr apply(Expr operand) throws ParseException {
    Expr expr = operand;
    int length = 0;
    while (true) {
      switch (tokens.peek().kind()) {
        case LEFT_BRACKET -> expr = range(expr);
        case OFFSET -> expr = offset(expr);
        case AT -> expr = at(expr);
        case ANCHORED -> expr = extension(expr, Extension.ANCHORED);
        case SMOOTHED -> expr = extension(expr, Extension.SMOOTHED);
        default -> {
          return expr;
        }
      }
      tokens.checkHeight(++length);
    }
  }

  private Expr range(Expr expr) throws ParseException {
    Token open = tokens.take();
    DurationExpr range = durations.range();
    if (tokens.accept(TokenKind.COLON)) {
      return subquery(expr, range);
    }
    if (!tokens.at(TokenKind.RIGHT_BRACKET)) {
      throw tokens.unexpected("subquery or range", "\":\" or \"]\"");
    }
    tokens.take();
    if (!(expr instanceof VectorSelector selector)) {
      throw tokens.error(open.span(), "ranges only allowed for vector selectors");
    }
    if (isSet(selector.modifiers().offset())) {
      throw tokens.error(open.span(), "no offset modifiers allowed before range");
    }
    if (selector.modifiers().at() != null) {
      throw tokens.error(open.span(), "no @ modifiers allowed before range");
    }
    return new MatrixSelector(selector.span().withEnd(tokens.lastEnd()), selector, range);
  }

  private Expr subquery(Expr expr, DurationExpr range) throws ParseException {
    DurationExpr step = tokens.at(TokenKind.RIGHT_BRACKET) ? null : durations.step();
    if (!tokens.at(TokenKind.RIGHT_BRACKET)) {
      throw tokens.unexpected("subquery selector", "\"]\"");
    }
    tokens.take();
    Span span = expr.span().withEnd(tokens.lastEnd());
    return new Subquery(span, expr, range, step, Modifiers.NONE);
  }

  private Expr offset(Expr expr) throws ParseException {
    tokens.take();
    DurationExpr offset = durations.offset();
    Modifiers modifiers = modifiers(expr, "offset");
    if (isSet(modifiers.offset())) {
      throw tokens.error(expr.span(), "offset may not be set multiple times");
    }
    return with(expr, modifiers.withOffset(offset));
  }

  private Expr at(Expr expr) throws ParseException {
    tokens.take();
    At at = instant(expr);
    Modifiers modifiers = modifiers(expr, "@");
    if (modifiers.at() != null) {
      throw tokens.error(expr.span(), "@ <timestamp> may not be set multiple times");
    }
    return with(expr, modifiers.withAt(at));
  }

  private At instant(Expr expr) throws ParseException {
    if (tokens.at(TokenKind.START) || tokens.at(TokenKind.END)) {
      boolean start = tokens.take().kind() == TokenKind.START;
      expectTimestamp(TokenKind.LEFT_PAREN);
      expectTimestamp(TokenKind.RIGHT_PAREN);
      return start ? new At.Start() : new At.End();
    }
    boolean negative = tokens.at(TokenKind.SUB);
    if (tokens.atSign()) {
      tokens.take();
    }
    if (!tokens.atNumber()) {
      throw tokens.unexpected("@", "timestamp");
    }
    double number = tokens.number(tokens.take());
    return timestamp(expr, negative ? -number : number);
  }

  private void expectTimestamp(TokenKind kind) throws ParseException {
    if (!tokens.accept(kind)) {
      throw tokens.unexpected("@", "timestamp");
    }
  }

  private At timestamp(Expr expr, double seconds) throws ParseException {
    if (!(Math.abs(seconds) < Long.MAX_VALUE)) {
      String shown = Double.isFinite(seconds) ? "%f".formatted(seconds) : infinite(seconds);
      throw tokens.error(expr.span(), "timestamp out of bounds for @ modifier: " + shown);
    }
    return new At.Timestamp(milliseconds(seconds));
  }

  /** Halves away from zero; what no long can hold becomes the smallest one, as in Go. */
  private static long milliseconds(double seconds) {
    double milliseconds = seconds * 1000;
    long rounded = Math.round(Math.abs(milliseconds));
    if (rounded == Long.MAX_VALUE) {
      return Long.MIN_VALUE;
    }
    return milliseconds < 0 ? -rounded : rounded;
  }

  private static String infinite(double seconds) {
    return Double.isNaN(seconds) ? "NaN" : seconds > 0 ? "+Inf" : "-Inf";
  }

  private Expr extension(Expr expr, Extension extension) throws ParseException {
    tokens.take();
    String word = extension.name().toLowerCase(Locale.ROOT);
    if (expr instanceof Subquery) {
      throw tokens.error(expr.span(), word + " modifier is not supported for subqueries");
    }
    if (!(expr instanceof VectorSelector) && !(expr instanceof MatrixSelector)) {
      throw tokens.error(expr.span(), word + " modifier not implemented");
    }
    Modifiers modifiers = modifiers(expr, word);
    if (modifiers.extension() != Extension.NONE && modifiers.extension() != extension) {
      throw tokens.error(expr.span(), "anchored and smoothed modifiers cannot be used together");
    }
    // For Prometheus, too, the selector ends before the word.
    return with(expr, expr.span(), modifiers.withExtension(extension));
  }

  private Modifiers modifiers(Expr expr, String modifier) throws ParseException {
    return switch (expr) {
      case VectorSelector selector -> selector.modifiers();
      case MatrixSelector matrix -> matrix.selector().modifiers();
      case Subquery subquery -> subquery.modifiers();
      default -> throw tokens.error(expr.span(), modifier + SELECTORS);
    };
  }

  private Expr with(Expr expr, Modifiers modifiers) {
    return with(expr, expr.span().withEnd(tokens.lastEnd()), modifiers);
  }

  private static Expr with(Expr expr, Span span, Modifiers modifiers) {
    return switch (expr) {
      case VectorSelector selector -> selector.with(span, modifiers);
      case MatrixSelector(_, VectorSelector selector, DurationExpr range) ->
          new MatrixSelector(span, selector.with(selector.span(), modifiers), range);
      case Subquery subquery -> subquery.with(span, modifiers);
      default -> throw new IllegalStateException("no selector: " + expr);
    };
  }

  private static boolean isSet(@Nullable DurationExpr offset) {
    return offset != null
        && !(offset instanceof DurationExpr.Literal literal && literal.nanos() == 0);
  }
}
