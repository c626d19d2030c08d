// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.promql.ast.Aggregation.Grouping;
import dev.skopos.promql.ast.DurationExpr.Operator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes expressions on one line as Prometheus does, in one pass, and remembers where each of them
 * stands in the text. Belongs to one thread.
 */
final class Printer {

  private static final Pattern PLAIN_LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  /** As Go sorts strings. */
  private static final Comparator<String> BY_BYTES =
      (left, right) ->
          Arrays.compareUnsigned(
              left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

  private final StringBuilder text = new StringBuilder();
  private final IdentityHashMap<Expr, Span> places = new IdentityHashMap<>();

  static String print(Expr expr) {
    return new Printer().write(expr).toString();
  }

  static String print(DurationExpr duration) {
    return new Printer().write(duration).toString();
  }

  static String matching(VectorMatching matching) {
    return new MatchingPrinter(new StringBuilder()).write(matching).toString();
  }

  /** Where the expression stands in what was written. */
  Span place(Expr expr) {
    Span place = places.get(expr);
    if (place == null) {
      throw new IllegalArgumentException("not written: " + expr.getClass());
    }
    return place;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  Printer write(Expr expr) {
    int start = text.length();
    switch (expr) {
      case NumberLiteral number -> text.append(Notation.of(number.value(), number.duration()));
      case StringLiteral string -> text.append(Quoting.quote(string.value()));
      case VectorSelector selector -> selector(selector);
      case MatrixSelector matrix -> matrix(matrix);
      case Subquery subquery -> write(subquery.expr()).suffix(subquery);
      case Unary unary -> append(unary.negative() ? "-" : "+").write(unary.expr());
      case Binary binary -> binary(binary);
      case Aggregation aggregation -> aggregation(aggregation);
      case Call call -> call(call);
      case Paren paren -> append("(").write(paren.expr()).append(")");
    }
    places.put(expr, new Span(start, text.length()));
    return this;
  }

  private Printer append(String part) {
    text.append(part);
    return this;
  }

  private void binary(Binary binary) {
    write(binary.left()).append(" ").append(binary.operator().symbol());
    append(binary.returnBool() ? " bool" : "");
    VectorMatching matching = binary.matching();
    if (matching != null) {
      new MatchingPrinter(text).write(matching);
    }
    append(" ").write(binary.right());
  }

  private void aggregation(Aggregation aggregation) {
    append(aggregation.operator().keyword()).grouping(aggregation.grouping()).append("(");
    Expr parameter = aggregation.parameter();
    if (parameter != null) {
      write(parameter).append(", ");
    }
    write(aggregation.expr()).append(")");
  }

  Printer grouping(Grouping grouping) {
    if (grouping.without() || !grouping.labels().isEmpty()) {
      append(grouping.without() ? " without " : " by ");
      labels(text, grouping.labels());
      append(" ");
    }
    return this;
  }

  static void labels(StringBuilder text, List<String> names) {
    text.append('(');
    for (int i = 0; i < names.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(label(names.get(i)));
    }
    text.append(')');
  }

  private static String label(String name) {
    return PLAIN_LABEL.matcher(name).matches() ? name : Quoting.quote(name);
  }

  private void call(Call call) {
    append(call.function()).append("(");
    for (int i = 0; i < call.arguments().size(); i++) {
      append(i == 0 ? "" : ", ").write(call.arguments().get(i));
    }
    append(")");
  }

  private void selector(VectorSelector selector) {
    matchers(selector);
    Modifiers modifiers = selector.modifiers();
    append(Notation.of(modifiers.at())).append(Notation.of(modifiers.extension()));
    offset(modifiers);
  }

  /** Behind a range, Prometheus writes anchored and smoothed in front of {@code @}. */
  private void matrix(MatrixSelector matrix) {
    matchers(matrix.selector());
    append("[").length(matrix.range()).append("]");
    Modifiers modifiers = matrix.selector().modifiers();
    append(Notation.of(modifiers.extension())).append(Notation.of(modifiers.at()));
    offset(modifiers);
  }

  /** What makes an expression a subquery. */
  Printer suffix(Subquery subquery) {
    append("[").length(subquery.range()).append(":");
    DurationExpr step = subquery.step();
    if (step != null) {
      length(step);
    }
    append("]").append(Notation.of(subquery.modifiers().at()));
    offset(subquery.modifiers());
    return this;
  }

  private void matchers(VectorSelector selector) {
    String name = selector.name();
    List<String> inside =
        selector.matchers().stream()
            .filter(matcher -> !isName(matcher, name))
            .map(matcher -> matcher(matcher))
            .sorted(BY_BYTES)
            .toList();
    append(name);
    if (!inside.isEmpty()) {
      append("{").append(String.join(",", inside)).append("}");
    }
  }

  private static boolean isName(Matcher matcher, String name) {
    return !name.isEmpty()
        && matcher.type() == Matcher.Type.EQUAL
        && matcher.name().equals(Labels.METRIC_NAME)
        && matcher.value().equals(name);
  }

  private static String matcher(Matcher matcher) {
    return label(matcher.name()) + matcher.type().operator() + Quoting.quote(matcher.value());
  }

  private void offset(Modifiers modifiers) {
    DurationExpr offset = modifiers.offset();
    if (offset != null && !(offset instanceof DurationExpr.Literal zero && zero.nanos() == 0)) {
      append(" offset ").length(offset);
    }
  }

  /** A length by itself: with units, however it was written. */
  private Printer length(DurationExpr length) {
    return length instanceof DurationExpr.Literal literal
        ? append(Notation.duration(literal.nanos()))
        : write(length);
  }

  private Printer write(DurationExpr duration) {
    return switch (duration) {
      case DurationExpr.Literal(_, double value, boolean units) ->
          append(Notation.of(value, units));
      case DurationExpr.Step _ -> append("step()");
      case DurationExpr.Range _ -> append("range()");
      case DurationExpr.Signed(_, boolean negative, DurationExpr operand) ->
          append(negative ? "-" : "").write(operand);
      case DurationExpr.Wrapped(_, DurationExpr operand) -> append("(").write(operand).append(")");
      case DurationExpr.Arithmetic arithmetic -> arithmetic(arithmetic);
    };
  }

  private Printer arithmetic(DurationExpr.Arithmetic arithmetic) {
    Operator operator = arithmetic.operator();
    return switch (operator) {
      case MIN, MAX ->
          append(operator.symbol())
              .append("(")
              .write(arithmetic.left())
              .append(", ")
              .write(arithmetic.right())
              .append(")");
      case ADD, SUB, MUL, DIV, MOD, POW ->
          write(arithmetic.left())
              .append(" ")
              .append(operator.symbol())
              .append(" ")
              .write(arithmetic.right());
    };
  }
}
