// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.promql.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Answers of the query API, byte for byte as Prometheus writes them. */
final class PrometheusJson {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int MOST_ANNOTATIONS = 10;

  private PrometheusJson() {}

  /** Writes the result of a query; at most ten warnings and ten infos, as Prometheus. */
  static void write(Value value, List<String> warnings, List<String> infos, OutputStream out)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("status", "success");
      json.writeObjectFieldStart("data");
      json.writeStringField("resultType", value.type().label());
      json.writeFieldName("result");
      result(json, value);
      json.writeEndObject();
      annotations(json, "warnings", "warning", warnings);
      annotations(json, "infos", "info", infos);
      json.writeEndObject();
    }
  }

  private static void annotations(JsonGenerator json, String field, String kind, List<String> texts)
      throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(field);
    for (String text : texts.subList(0, Math.min(MOST_ANNOTATIONS, texts.size()))) {
      json.writeString(text);
    }
    if (texts.size() > MOST_ANNOTATIONS) {
      int omitted = texts.size() - MOST_ANNOTATIONS;
      json.writeString("%d more %s annotations omitted".formatted(omitted, kind));
    }
    json.writeEndArray();
  }

  private static void result(JsonGenerator json, Value value) throws IOException {
    switch (value) {
      case Value.Scalar(long timestamp, double number) -> point(json, timestamp, text(number));
      case Value.Text(long timestamp, String text) -> point(json, timestamp, text);
      case Value.Vector vector -> {
        json.writeStartArray();
        for (Value.Point element : vector.points()) {
          json.writeStartObject();
          metric(json, element.labels());
          Histogram histogram = element.histogram();
          if (histogram == null) {
            json.writeFieldName("value");
            point(json, element.timestamp(), text(element.value()));
          } else {
            json.writeFieldName("histogram");
            HistogramJson.write(json, element.timestamp(), histogram);
          }
          json.writeEndObject();
        }
        json.writeEndArray();
      }
      case Value.Matrix matrix -> {
        json.writeStartArray();
        for (Series series : matrix.series()) {
          series(json, series);
        }
        json.writeEndArray();
      }
    }
  }

  private static void series(JsonGenerator json, Series series) throws IOException {
    json.writeStartObject();
    metric(json, series.labels());
    boolean anyHistogram = false;
    boolean anyNumber = false;
    for (int i = 0; i < series.length(); i++) {
      anyHistogram |= series.histogram(i) != null;
      anyNumber |= series.histogram(i) == null;
    }
    if (anyNumber) {
      json.writeArrayFieldStart("values");
      for (int i = 0; i < series.length(); i++) {
        if (series.histogram(i) == null) {
          point(json, series.timestamps()[i], text(series.values()[i]));
        }
      }
      json.writeEndArray();
    }
    if (anyHistogram) {
      json.writeArrayFieldStart("histograms");
      for (int i = 0; i < series.length(); i++) {
        Histogram histogram = series.histogram(i);
        if (histogram != null) {
          HistogramJson.write(json, series.timestamps()[i], histogram);
        }
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void metric(JsonGenerator json, Labels labels) throws IOException {
    json.writeObjectFieldStart("metric");
    for (int i = 0; i < labels.size(); i++) {
      json.writeStringField(labels.name(i), labels.value(i));
    }
    json.writeEndObject();
  }

  private static void point(JsonGenerator json, long timestamp, String value) throws IOException {
    json.writeStartArray();
    json.writeRawValue(seconds(timestamp));
    json.writeString(value);
    json.writeEndArray();
  }

  /** Milliseconds as seconds, the fraction only where there is one. */
  static String seconds(long millis) {
    return BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString();
  }

  /** The shortest text that reads back as the number; an exponent below 1e-6 and from 1e21 on. */
  static String text(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal shortest = shortest(value);
    double size = Math.abs(value);
    return size >= 1e-6 && size < 1e21 ? shortest.toPlainString() : exponent(shortest);
  }

  /** Java writes at least two digits, also where one is enough to tell the number. */
  private static BigDecimal shortest(double value) {
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal one = digits.round(new MathContext(1));
    return digits.precision() == 2 && one.doubleValue() == value ? one : digits;
  }

  private static String exponent(BigDecimal value) {
    String digits = value.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - value.scale();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String sign = value.signum() < 0 ? "-" : "";
    return sign + mantissa + 'e' + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
  }

  /** As Go writes a number with an exponent, which has two digits at least: {@code 1e+00}. */
  static String scientific(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return text(value);
    }
    String written = value == 0 ? text(value) + "e+0" : exponent(shortest(value));
    int sign = written.indexOf('e') + 1;
    boolean oneDigit = written.length() - sign == 2;
    return oneDigit ? written.substring(0, sign + 1) + '0' + written.substring(sign + 1) : written;
  }

  static String error(String type, String message) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("status", "error");
      json.writeStringField("errorType", type);
      json.writeStringField("error", message);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
