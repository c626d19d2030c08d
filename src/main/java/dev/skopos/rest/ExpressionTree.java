// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.skopos.model.Matcher;
import dev.skopos.promql.Parser;
import dev.skopos.promql.ast.Aggregation;
import dev.skopos.promql.ast.At;
import dev.skopos.promql.ast.Binary;
import dev.skopos.promql.ast.Call;
import dev.skopos.promql.ast.DurationExpr;
import dev.skopos.promql.ast.Expr;
import dev.skopos.promql.ast.MatrixSelector;
import dev.skopos.promql.ast.Modifiers;
import dev.skopos.promql.ast.Modifiers.Extension;
import dev.skopos.promql.ast.NumberLiteral;
import dev.skopos.promql.ast.Paren;
import dev.skopos.promql.ast.Span;
import dev.skopos.promql.ast.StringLiteral;
import dev.skopos.promql.ast.Subquery;
import dev.skopos.promql.ast.Unary;
import dev.skopos.promql.ast.ValueType;
import dev.skopos.promql.ast.VectorMatching;
import dev.skopos.promql.ast.VectorSelector;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes expressions as {@code parse_query} answers them; the names of members are sorted. */
final class ExpressionTree {

  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;
  private final DurationTree durations;

  private ExpressionTree(JsonGenerator json) {
    this.json = json;
    this.durations = new DurationTree(json);
  }

  static String json(Expr expr) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      new ExpressionTree(json).write(expr);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private void write(@Nullable Expr expr) throws IOException {
    if (expr == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    switch (expr) {
      case NumberLiteral number -> literal("numberLiteral", plain(number.value()));
      case StringLiteral string -> literal("stringLiteral", string.value());
      case VectorSelector selector -> selector(selector, null);
      case MatrixSelector matrix -> selector(matrix.selector(), matrix.range());
      case Subquery subquery -> subquery(subquery);
      case Unary unary -> unary(unary);
      case Binary binary -> binary(binary);
      case Aggregation aggregation -> aggregation(aggregation);
      case Call call -> call(call);
      case Paren paren -> paren(paren);
    }
    json.writeEndObject();
  }

  static String plain(double value) {
    return new NumberLiteral(Span.NONE, value, false).toString();
  }

  private void literal(String type, String value) throws IOException {
    json.writeStringField("type", type);
    json.writeStringField("val", value);
  }

  private void paren(Paren paren) throws IOException {
    member("expr", paren.expr());
    json.writeStringField("type", "parenExpr");
  }

  private void member(String name, @Nullable Expr expr) throws IOException {
    json.writeFieldName(name);
    write(expr);
  }

  private void unary(Unary unary) throws IOException {
    member("expr", unary.expr());
    json.writeStringField("op", unary.negative() ? "-" : "+");
    json.writeStringField("type", "unaryExpr");
  }

  private void aggregation(Aggregation aggregation) throws IOException {
    member("expr", aggregation.expr());
    labels("grouping", aggregation.grouping().labels());
    json.writeStringField("op", aggregation.operator().keyword());
    member("param", aggregation.parameter());
    json.writeStringField("type", "aggregation");
    json.writeBooleanField("without", aggregation.grouping().without());
  }

  private void labels(String name, List<String> labels) throws IOException {
    json.writeArrayFieldStart(name);
    for (String label : labels) {
      json.writeString(label);
    }
    json.writeEndArray();
  }

  private void binary(Binary binary) throws IOException {
    json.writeBooleanField("bool", binary.returnBool());
    member("lhs", binary.left());
    json.writeFieldName("matching");
    matching(binary.matching());
    json.writeStringField("op", binary.operator().symbol());
    member("rhs", binary.right());
    json.writeStringField("type", "binaryExpr");
  }

  private void matching(@Nullable VectorMatching matching) throws IOException {
    if (matching == null) {
      json.writeNull();
      return;
    }
    json.writeStartObject();
    json.writeStringField("card", matching.cardinality().label());
    json.writeObjectFieldStart("fillValues");
    fill("lhs", matching.fillLeft());
    fill("rhs", matching.fillRight());
    json.writeEndObject();
    labels("include", matching.include());
    labels("labels", matching.labels());
    json.writeBooleanField("on", matching.on());
    json.writeEndObject();
  }

  private void fill(String name, @Nullable Double value) throws IOException {
    json.writeFieldName(name);
    if (value == null) {
      json.writeNull();
    } else if (Double.isFinite(value)) {
      json.writeRawValue(PrometheusJson.text(value));
    } else {
      // Has no number in JSON; Prometheus fails here.
      json.writeString(PrometheusJson.text(value));
    }
  }

  private void call(Call call) throws IOException {
    json.writeArrayFieldStart("args");
    for (Expr argument : call.arguments()) {
      write(argument);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("func");
    Parser.Signature signature = Parser.signature(call);
    labels("argTypes", signature.arguments().stream().map(ValueType::label).toList());
    json.writeStringField("name", call.function());
    json.writeStringField("returnType", call.type().label());
    json.writeNumberField("variadic", signature.variadic());
    json.writeEndObject();
    json.writeStringField("type", "call");
  }

  private void selector(VectorSelector selector, @Nullable DurationExpr range) throws IOException {
    Modifiers modifiers = selector.modifiers();
    json.writeBooleanField("anchored", modifiers.extension() == Extension.ANCHORED);
    json.writeArrayFieldStart("matchers");
    for (Matcher matcher : selector.matchers()) {
      json.writeStartObject();
      json.writeStringField("name", matcher.name());
      json.writeStringField("type", matcher.type().operator());
      json.writeStringField("value", matcher.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("name", selector.name());
    durations.member("offset", modifiers.offset());
    if (range != null) {
      durations.member("range", range);
    }
    json.writeBooleanField("smoothed", modifiers.extension() == Extension.SMOOTHED);
    at(modifiers.at());
    json.writeStringField("type", range == null ? "vectorSelector" : "matrixSelector");
  }

  private void subquery(Subquery subquery) throws IOException {
    member("expr", subquery.expr());
    durations.member("offset", subquery.modifiers().offset());
    durations.member("range", subquery.range());
    at(subquery.modifiers().at(), subquery.step());
    json.writeStringField("type", "subquery");
  }

  private void at(@Nullable At at) throws IOException {
    startOrEnd(at);
    timestamp(at);
  }

  private void at(@Nullable At at, @Nullable DurationExpr step) throws IOException {
    startOrEnd(at);
    durations.member("step", step);
    timestamp(at);
  }

  private void startOrEnd(@Nullable At at) throws IOException {
    switch (at) {
      case At.Start() -> json.writeStringField("startOrEnd", "start");
      case At.End() -> json.writeStringField("startOrEnd", "end");
      case At.Timestamp _ -> json.writeNullField("startOrEnd");
      case null -> json.writeNullField("startOrEnd");
    }
  }

  private void timestamp(@Nullable At at) throws IOException {
    if (at instanceof At.Timestamp(long milliseconds)) {
      json.writeNumberField("timestamp", milliseconds);
    } else {
      json.writeNullField("timestamp");
    }
  }
}
