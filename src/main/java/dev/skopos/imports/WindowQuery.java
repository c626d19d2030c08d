// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.promql.Parser;
import dev.skopos.promql.ast.Aggregation;
import dev.skopos.promql.ast.Aggregator;
import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.BinaryOperator;
import dev.skopos.promql.ast.Call;
import dev.skopos.promql.ast.DurationExpr;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.MatrixSelector;
import dev.skopos.promql.ast.Modifiers;
import dev.skopos.promql.ast.NumberLiteral;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.parse.ParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PromQL with a variable for the range to look at, which is {@link #WINDOW} in Skopos.
 *
 * @param text with {@link #STAND_IN} in place of the variable
 */
record WindowQuery(String text, Expr expr) {

  /** The variable. */
  static final String WINDOW = "$window";

  /** A length that nobody writes, so that the parser can read the query. */
  private static final String STAND_IN = "7919s";

  private static final long STAND_IN_NANOS = 7_919_000_000_000L;

  /** As long as the schema allows. */
  static final int LONGEST = 4096;

  /**
   * A sum of counters.
   *
   * @param function rate or increase, or empty where the counters themselves are added up
   * @param range null where it is the variable or there is none
   */
  record Sum(VectorSelector selector, List<String> by, String function, @Nullable String range) {

    Sum {
      by = by.stream().sorted().toList();
    }

    /** Whether both are added up alike, so that their ratio is that of the counters' increments. */
    boolean alike(Sum other) {
      return by.equals(other.by) && function.equals(other.function);
    }
  }

  /** The query in the field, where the variable is written as {@link #WINDOW}. */
  static WindowQuery read(Fields fields, String name, String text) {
    if (text.length() > LONGEST) {
      throw fields.refuse(name, "longer than " + LONGEST + " characters");
    }
    if (text.contains(STAND_IN)) {
      throw fields.refuse(name, "the length " + STAND_IN + " cannot be read");
    }
    String readable = closed(text.strip()).replace(WINDOW, STAND_IN);
    try {
      return new WindowQuery(readable, Parser.parse(readable));
    } catch (ParseException e) {
      throw fields.refuse(name, "not PromQL: " + e.getMessage());
    }
  }

  /** With its own line for a comment at the end, so that something can follow. */
  private static String closed(String text) {
    return text.lastIndexOf('#') > text.lastIndexOf('\n') ? text + '\n' : text;
  }

  /** The query as Skopos takes it. */
  String written() {
    return text.replace(STAND_IN, WINDOW);
  }

  boolean usesWindow() {
    return text.contains(STAND_IN);
  }

  /** The selector that is all of the query; null when it is something else. */
  @Nullable VectorSelector selector() {
    return expr.unwrapped() instanceof VectorSelector selector
            && selector.modifiers().equals(Modifiers.NONE)
        ? selector
        : null;
  }

  /** The sum that is all of the query, apart from a zero for want of series; null for others. */
  @Nullable Sum sum() {
    return sum(orZero(expr.unwrapped()));
  }

  /** What is taken from the other query when this one is the other minus a sum; else null. */
  @Nullable Sum takenFrom(WindowQuery other) {
    return expr.unwrapped() instanceof Binary minus
            && minus.operator() == BinaryOperator.SUB
            && minus.left().unwrapped().toString().equals(other.expr.unwrapped().toString())
        ? sum(minus.right().unwrapped())
        : null;
  }

  private static Expr orZero(Expr expr) {
    return expr instanceof Binary or
            && or.operator() == BinaryOperator.OR
            && isZero(or.right().unwrapped())
        ? or.left().unwrapped()
        : expr;
  }

  private static boolean isZero(Expr expr) {
    return expr instanceof Call call
        && call.function().equals("vector")
        && call.arguments().getFirst().unwrapped() instanceof NumberLiteral number
        && number.value() == 0;
  }

  private static @Nullable Sum sum(Expr expr) {
    if (expr instanceof VectorSelector selector && selector.modifiers().equals(Modifiers.NONE)) {
      return new Sum(selector, List.of(), "", null);
    }
    if (expr instanceof Aggregation sum
        && sum.operator() == Aggregator.SUM
        && !sum.grouping().without()) {
      return summed(sum.expr().unwrapped(), sum.grouping().labels());
    }
    return null;
  }

  private static @Nullable Sum summed(Expr inner, List<String> by) {
    if (inner instanceof VectorSelector selector && selector.modifiers().equals(Modifiers.NONE)) {
      return new Sum(selector, by, "", null);
    }
    if (inner instanceof Call call
        && Set.of("rate", "increase").contains(call.function())
        && call.arguments().getFirst() instanceof MatrixSelector matrix
        && matrix.selector().modifiers().equals(Modifiers.NONE)) {
      String range = isWindow(matrix.range()) ? null : matrix.range().toString();
      return new Sum(matrix.selector(), by, call.function(), range);
    }
    return null;
  }

  /** The labels of the query's groups as far as they can be seen; empty when they cannot. */
  List<String> groups() {
    return groups(expr.unwrapped());
  }

  private static List<String> groups(Expr expr) {
    return switch (expr) {
      case Aggregation aggregation ->
          aggregation.grouping().without() ? List.of() : aggregation.grouping().labels();
      case Binary binary -> groups(binary.left().unwrapped());
      default -> List.of();
    };
  }

  /** Whether it has events per second in it. */
  boolean hasRates() {
    return text.contains("rate(");
  }

  /**
   * The query with increases in place of rates, where that multiplies its result by the window and
   * does nothing else; null for others.
   */
  @Nullable WindowQuery asIncrease() {
    StringBuilder changed = new StringBuilder(text);
    if (!multiplied(expr, changed)) {
      return null;
    }
    try {
      return new WindowQuery(changed.toString(), Parser.parse(changed.toString()));
    } catch (ParseException e) {
      throw new IllegalStateException("was PromQL before: " + changed, e);
    }
  }

  /** Changes from right to left, so that the places further left stay right. */
  private static boolean multiplied(Expr expr, StringBuilder text) {
    return switch (expr.unwrapped()) {
      case Aggregation sum when sum.operator() == Aggregator.SUM -> multiplied(sum.expr(), text);
      case Binary binary when isSum(binary.operator()) ->
          multiplied(binary.right(), text) && multiplied(binary.left(), text);
      case Binary or when or.operator() == BinaryOperator.OR && isZero(or.right().unwrapped()) ->
          multiplied(or.left(), text);
      case Call call when isWindowRate(call) -> {
        int start = call.span().start();
        text.replace(start, start + "rate".length(), "increase");
        yield true;
      }
      default -> false;
    };
  }

  private static boolean isSum(BinaryOperator operator) {
    return operator == BinaryOperator.ADD || operator == BinaryOperator.SUB;
  }

  private static boolean isWindowRate(Call call) {
    return call.function().equals("rate")
        && call.arguments().getFirst() instanceof MatrixSelector matrix
        && isWindow(matrix.range());
  }

  private static boolean isWindow(DurationExpr range) {
    return range instanceof DurationExpr.Literal literal && literal.nanos() == STAND_IN_NANOS;
  }
}
