// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.promql.ast.Aggregation;
import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.Call;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.MatrixSelector;
import dev.skopos.promql.ast.NumberLiteral;
import dev.skopos.promql.ast.Paren;
import dev.skopos.promql.ast.StringLiteral;
import dev.skopos.promql.ast.Subquery;
import dev.skopos.promql.ast.Unary;
import dev.skopos.promql.ast.VectorSelector;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Finds the expressions that have the same value at all steps, since whatever they select has an @.
 * They are evaluated at the first step alone. Parameters of aggregations do not count, as in
 * Prometheus: {@code topk(scalar(a), b @ 0)} takes the parameter of the first step for all.
 */
final class StepInvariants {

  /** Functions of the time of evaluation or of the query's; those of dates without an argument. */
  private static final Set<String> OF_TIME =
      Set.of(
          "days_in_month",
          "day_of_month",
          "day_of_week",
          "day_of_year",
          "hour",
          "minute",
          "month",
          "year",
          "predict_linear",
          "time",
          "start",
          "end",
          "step",
          "range");

  private static final String TIMESTAMP = "timestamp";

  /** Its second argument is no expression to evaluate, and the steps may matter to it. */
  private static final String INFO = "info";

  private final Set<Expr> found = Collections.newSetFromMap(new IdentityHashMap<>());

  private StepInvariants() {}

  /** What is known of an expression. */
  private enum Kind {
    VARIES,
    /** Is the same at all steps, and worth nothing to evaluate once: a literal or raw samples. */
    SAME,
    /** Is the same at all steps, and is to be evaluated once. */
    ONCE
  }

  static Set<Expr> of(Expr expr) {
    StepInvariants invariants = new StepInvariants();
    if (invariants.kind(expr) == Kind.ONCE) {
      invariants.found.add(expr);
    }
    return invariants.found;
  }

  private Kind kind(Expr expr) {
    return switch (expr) {
      case NumberLiteral _, StringLiteral _ -> Kind.SAME;
      case Paren paren -> kind(paren.expr());
      case Unary unary -> kind(unary.expr());
      case Aggregation aggregation -> kind(aggregation.expr());
      case VectorSelector selector -> selector.modifiers().at() == null ? Kind.VARIES : Kind.ONCE;
      case MatrixSelector matrix ->
          matrix.selector().modifiers().at() == null ? Kind.VARIES : Kind.SAME;
      case Subquery subquery -> {
        if (kind(subquery.expr()) != Kind.VARIES) {
          found.add(subquery.expr());
        }
        yield subquery.modifiers().at() == null ? Kind.VARIES : Kind.SAME;
      }
      case Binary binary -> together(List.of(binary.left(), binary.right()), true);
      case Call call -> call(call);
    };
  }

  private Kind call(Call call) {
    if (call.function().equals(INFO)) {
      return together(call.arguments().subList(0, 1), false);
    }
    boolean ofSelector =
        call.arguments().size() == 1
            && call.arguments().getFirst().unwrapped() instanceof VectorSelector;
    boolean ofTime =
        OF_TIME.contains(call.function()) || (call.function().equals(TIMESTAMP) && !ofSelector);
    return together(call.arguments(), !ofTime);
  }

  /** Of what is made of parts; where it varies, the parts that do not are evaluated once. */
  private Kind together(List<Expr> parts, boolean mayBeSame) {
    List<Kind> kinds = parts.stream().map(this::kind).toList();
    if (mayBeSame && !kinds.contains(Kind.VARIES)) {
      return Kind.ONCE;
    }
    for (int i = 0; i < kinds.size(); i++) {
      if (kinds.get(i) == Kind.ONCE) {
        found.add(parts.get(i));
      }
    }
    return Kind.VARIES;
  }
}
