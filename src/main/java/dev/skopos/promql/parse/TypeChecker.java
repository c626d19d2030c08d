// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.promql.ast.Aggregation;
import dev.skopos.promql.ast.Aggregator;
import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.BinaryOperator;
import dev.skopos.promql.ast.Call;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.MatrixSelector;
import dev.skopos.promql.ast.NumberLiteral;
import dev.skopos.promql.ast.Paren;
import dev.skopos.promql.ast.Quoting;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.ast.StringLiteral;
import dev.skopos.promql.ast.Subquery;
import dev.skopos.promql.ast.Unary;
import dev.skopos.promql.ast.ValueType;
import dev.skopos.promql.ast.VectorMatching;
import dev.skopos.promql.ast.VectorMatching.Cardinality;
import dev.skopos.promql.ast.VectorSelector;
import dev.skopos.promql.function.Function;
import dev.skopos.promql.function.Functions;
import java.util.List;
import java.util.Objects;

/** Refuses expressions whose types do not fit; the order of the checks is Prometheus'. */
final class TypeChecker {

  private final String input;

  TypeChecker(String input) {
    this.input = input;
  }

  void check(Expr expr) throws ParseException {
    switch (expr) {
      case NumberLiteral _, StringLiteral _ -> {}
      case VectorSelector selector -> selector(selector, false);
      case MatrixSelector matrix -> selector(matrix.selector(), false);
      case Paren paren -> check(paren.expr());
      case Unary unary -> unary(unary);
      case Subquery subquery -> subquery(subquery);
      case Aggregation aggregation -> aggregation(aggregation);
      case Call call -> call(call);
      case Binary binary -> binary(binary);
    }
  }

  private void selector(VectorSelector selector, boolean mayBeEmpty) throws ParseException {
    List<Matcher> matchers = selector.matchers();
    if (!selector.name().isEmpty()) {
      for (Matcher matcher : matchers.subList(0, matchers.size() - 1)) {
        if (matcher.name().equals(Labels.METRIC_NAME)) {
          throw error(
              selector.span(),
              "metric name must not be set twice: %s or %s"
                  .formatted(Quoting.quote(selector.name()), Quoting.quote(matcher.value())));
        }
      }
      return;
    }
    if (!mayBeEmpty && matchers.stream().allMatch(matcher -> matcher.matches(""))) {
      throw error(selector.span(), "vector selector must contain at least one non-empty matcher");
    }
  }

  private void unary(Unary unary) throws ParseException {
    check(unary.expr());
    if (!isNumeric(unary.expr())) {
      throw error(
          unary.span(),
          "unary expression only allowed on expressions of type scalar or instant vector, got "
              + Quoting.quote(unary.expr().type().documented()));
    }
  }

  private void subquery(Subquery subquery) throws ParseException {
    check(subquery.expr());
    ValueType type = subquery.expr().type();
    if (type != ValueType.VECTOR) {
      throw error(
          subquery.span(),
          "subquery is only allowed on instant vector, got " + type.label() + " instead");
    }
  }

  private void aggregation(Aggregation aggregation) throws ParseException {
    expect(aggregation.expr(), ValueType.VECTOR, "aggregation expression");
    if (aggregation.operator().hasParameter()) {
      boolean text = aggregation.operator() == Aggregator.COUNT_VALUES;
      expect(
          Objects.requireNonNull(aggregation.parameter()),
          text ? ValueType.STRING : ValueType.SCALAR,
          "aggregation parameter");
    }
  }

  private void expect(Expr expr, ValueType wanted, String context) throws ParseException {
    check(expr);
    if (expr.type() != wanted) {
      throw error(
          expr.span(),
          "expected type %s in %s, got %s"
              .formatted(wanted.documented(), context, expr.type().documented()));
    }
  }

  private void call(Call call) throws ParseException {
    Function function = Objects.requireNonNull(Functions.find(call.function()));
    checkCount(call, function);
    if (call.function().equals("info") && call.arguments().size() > 1) {
      check(call.arguments().getFirst());
      infoLabels(call);
      return;
    }
    for (int i = 0; i < call.arguments().size(); i++) {
      Expr argument = call.arguments().get(i);
      expect(argument, function.argument(i), "call to function " + Quoting.quote(call.function()));
    }
  }

  private void checkCount(Call call, Function function) throws ParseException {
    int given = call.arguments().size();
    String bound = "";
    int wanted = given;
    if (given < function.fewest()) {
      bound = function.isVariadic() ? "at least " : "";
      wanted = function.fewest();
    } else if (given > function.most()) {
      bound = function.isVariadic() ? "at most " : "";
      wanted = function.most();
    }
    if (wanted != given) {
      throw error(
          call.span(),
          "expected %s%d argument(s) in call to %s, got %d"
              .formatted(bound, wanted, Quoting.quote(call.function()), given));
    }
  }

  /** The second argument of info() is no vector but a list of matchers written like one. */
  private void infoLabels(Call call) throws ParseException {
    Expr labels = call.arguments().get(1);
    if (labels.type() != ValueType.VECTOR) {
      throw error(
          call.span(),
          "expected type instant vector in call to function \"info\", got "
              + labels.type().documented());
    }
    if (!(labels instanceof VectorSelector selector)) {
      throw error(labels.span(), "expected label selectors only");
    }
    if (!selector.name().isEmpty()) {
      throw error(labels.span(), "expected label selectors only, got vector selector instead");
    }
    selector(selector, true);
  }

  private void binary(Binary binary) throws ParseException {
    check(binary.left());
    check(binary.right());
    BinaryOperator operator = binary.operator();
    if (binary.returnBool() && !operator.isComparison()) {
      throw error(operatorSpan(binary), "bool modifier can only be used on comparison operators");
    }
    if (operator.isComparison() && !binary.returnBool() && binary.type() == ValueType.SCALAR) {
      throw error(operatorSpan(binary), "comparisons between scalars must use BOOL modifier");
    }
    labelsInBoth(binary);
    for (Expr side : List.of(binary.left(), binary.right())) {
      if (!isNumeric(side)) {
        throw error(
            side.span(), "binary expression must contain only scalar and instant vector types");
      }
    }
    matching(binary);
  }

  private void labelsInBoth(Binary binary) throws ParseException {
    VectorMatching matching = binary.matching();
    if (matching == null || !matching.on()) {
      return;
    }
    for (String label : matching.labels()) {
      if (matching.include().contains(label)) {
        throw error(
            operatorSpan(binary),
            "label " + Quoting.quote(label) + " must not occur in ON and GROUP clause at once");
      }
    }
  }

  private void matching(Binary binary) throws ParseException {
    boolean vectors =
        binary.left().type() == ValueType.VECTOR && binary.right().type() == ValueType.VECTOR;
    VectorMatching matching = binary.matching();
    BinaryOperator operator = binary.operator();
    String quoted = Quoting.quote(operator.symbol());
    if (!vectors && matching != null) {
      throw error(
          binary.span(),
          matching.labels().isEmpty()
              ? "filling in missing series only allowed between instant vectors"
              : "vector matching only allowed between instant vectors");
    }
    if (!operator.isSet()) {
      return;
    }
    if (matching == null) {
      throw error(
          binary.span(), "set operator " + quoted + " not allowed in binary scalar expression");
    }
    if (matching.cardinality() != Cardinality.MANY_TO_MANY) {
      throw error(binary.span(), "no grouping allowed for " + quoted + " operation");
    }
    if (matching.fills()) {
      throw error(binary.span(), "filling in missing series not allowed for set operators");
    }
  }

  private static boolean isNumeric(Expr expr) {
    return expr.type() == ValueType.SCALAR || expr.type() == ValueType.VECTOR;
  }

  private Span operatorSpan(Binary binary) {
    int start = binary.left().span().end();
    while (start < input.length() && Character.isWhitespace(input.charAt(start))) {
      start++;
    }
    return new Span(start, binary.right().span().start());
  }

  private ParseException error(Span span, String problem) {
    return ParseException.at(span.start(), input, problem);
  }
}
