// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays expressions out over several lines, as Prometheus' {@code format_query} and {@code promtool
 * promql format} do: what is longer than 100 bytes is split, its parts are indented by two spaces.
 */
public final class Formatter {

  private static final int LONGEST_LINE = 100;
  private static final String INDENT = "  ";

  private final Printer printer;
  private final String line;

  private Formatter(Expr expr) {
    this.printer = new Printer().write(expr);
    this.line = printer.toString();
  }

  /** The expression's text with line breaks; it parses to an equal tree. */
  public static String format(Expr expr) {
    return new Formatter(expr).format(expr, 0);
  }

  private String format(Expr expr, int level) {
    return switch (expr) {
      case Unary unary ->
          indent(level) + (unary.negative() ? "-" : "+") + format(unary.expr(), level).strip();
      case Subquery subquery -> subquery(subquery, level);
      case NumberLiteral _, StringLiteral _, VectorSelector _, MatrixSelector _ ->
          indent(level) + text(expr);
      case Binary binary -> isLong(expr) ? split(binary, level) : indent(level) + text(expr);
      case Aggregation aggregation ->
          isLong(expr) ? split(aggregation, level) : indent(level) + text(expr);
      case Call call ->
          isLong(expr)
              ? enclosed(call.function(), call.arguments(), level)
              : indent(level) + text(expr);
      case Paren paren ->
          isLong(expr) ? enclosed("", List.of(paren.expr()), level) : indent(level) + text(expr);
    };
  }

  /** A short subquery is not indented; that is how Prometheus does it. */
  private String subquery(Subquery subquery, int level) {
    return isLong(subquery)
        ? format(subquery.expr(), level) + new Printer().suffix(subquery)
        : text(subquery);
  }

  private String split(Binary binary, int level) {
    VectorMatching matching = binary.matching();
    return format(binary.left(), level + 1)
        + "\n"
        + indent(level)
        + binary.operator().symbol()
        + (binary.returnBool() ? " bool" : "")
        + (matching == null ? "" : Printer.matching(matching))
        + "\n"
        + format(binary.right(), level + 1);
  }

  private String split(Aggregation aggregation, int level) {
    List<Expr> inside = new ArrayList<>();
    Expr parameter = aggregation.parameter();
    if (parameter != null) {
      inside.add(parameter);
    }
    inside.add(aggregation.expr());
    String head = aggregation.operator().keyword() + new Printer().grouping(aggregation.grouping());
    return enclosed(head, inside, level);
  }

  private String enclosed(String head, List<Expr> inside, int level) {
    List<String> parts = inside.stream().map(expr -> format(expr, level + 1)).toList();
    return indent(level) + head + "(\n" + String.join(",\n", parts) + "\n" + indent(level) + ")";
  }

  private static String indent(int level) {
    return INDENT.repeat(level);
  }

  private String text(Expr expr) {
    Span place = printer.place(expr);
    return line.substring(place.start(), place.end());
  }

  private boolean isLong(Expr expr) {
    Span place = printer.place(expr);
    int characters = place.end() - place.start();
    return characters > LONGEST_LINE || bytes(place) > LONGEST_LINE;
  }

  private int bytes(Span place) {
    int bytes = 0;
    for (int i = place.start(); i < place.end(); i++) {
      char character = line.charAt(i);
      // Two halves of a pair make four bytes.
      bytes += character < 0x80 ? 1 : character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
    }
    return bytes;
  }
}
