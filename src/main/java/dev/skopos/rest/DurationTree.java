// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skopos.promql.ast.DurationExpr;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes lengths of time as {@code parse_query} answers them. */
final class DurationTree {

  private static final int NANOS_PER_MILLI = 1_000_000;

  private final JsonGenerator json;

  DurationTree(JsonGenerator json) {
    this.json = json;
  }

  /** The milliseconds of a fixed length, else 0 and the calculation. */
  void member(String name, @Nullable DurationExpr duration) throws IOException {
    boolean fixed = duration == null || duration instanceof DurationExpr.Literal;
    json.writeNumberField(
        name,
        duration instanceof DurationExpr.Literal literal ? literal.nanos() / NANOS_PER_MILLI : 0L);
    json.writeFieldName(name + "Expr");
    write(fixed ? null : duration);
  }

  private void write(@Nullable DurationExpr duration) throws IOException {
    switch (duration) {
      case null -> json.writeNull();
      case DurationExpr.Literal literal -> literal(literal);
      case DurationExpr.Wrapped(_, DurationExpr operand) -> wrapped(operand);
      default -> operation(duration, false);
    }
  }

  private void literal(DurationExpr.Literal literal) throws IOException {
    json.writeStartObject();
    json.writeBooleanField("duration", literal.duration());
    json.writeStringField("type", "numberLiteral");
    json.writeStringField("val", ExpressionTree.plain(literal.value()));
    json.writeEndObject();
  }

  /** A number in parentheses is one with a sign there. */
  private void wrapped(DurationExpr operand) throws IOException {
    if (operand instanceof DurationExpr.Literal) {
      operation("+", null, operand, true);
    } else {
      operation(operand, true);
    }
  }

  private void operation(DurationExpr duration, boolean wrapped) throws IOException {
    switch (duration) {
      case DurationExpr.Step _ -> operation("step", null, null, wrapped);
      case DurationExpr.Range _ -> operation("range", null, null, wrapped);
      case DurationExpr.Signed(_, boolean negative, DurationExpr operand) ->
          operation(negative ? "-" : "+", null, operand, wrapped);
      case DurationExpr.Arithmetic(_, DurationExpr.Operator operator, var left, var right) ->
          operation(operator.symbol(), left, right, wrapped);
      case DurationExpr.Literal _, DurationExpr.Wrapped _ -> write(duration);
    }
  }

  private void operation(
      String operator, @Nullable DurationExpr left, @Nullable DurationExpr right, boolean wrapped)
      throws IOException {
    json.writeStartObject();
    json.writeFieldName("lhs");
    write(left);
    json.writeStringField("op", operator);
    json.writeFieldName("rhs");
    write(right);
    json.writeStringField("type", "durationExpr");
    json.writeBooleanField("wrapped", wrapped);
    json.writeEndObject();
  }
}
