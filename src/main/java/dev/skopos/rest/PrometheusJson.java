// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.promql.Value;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers of the query API, byte for byte as Prometheus writes them. */
final class PrometheusJson {

  /** Flushing it is for writing numbers past it, and no reason to send what there is. */
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM).build();

  private static final int MOST_ANNOTATIONS = 10;
  private static final int FLUSHED_BYTES = 8_000;

  private PrometheusJson() {}

  /**
   * What a query gives.
   *
   * @param statistics null where they were not asked for
   */
  record QueryData(
      Value value,
      List<String> warnings,
      List<String> infos,
      @Nullable StatisticsJson statistics) {}

  /** Writes the result of a query; at most ten warnings and ten infos, as Prometheus. */
  static void write(QueryData data, OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("status", "success");
      json.writeObjectFieldStart("data");
      json.writeStringField("resultType", data.value().type().label());
      json.writeFieldName("result");
      result(json, data.value(), out);
      if (data.statistics() != null) {
        data.statistics().write(json);
      }
      json.writeEndObject();
      annotations(json, "warnings", "warning", data.warnings());
      annotations(json, "infos", "info", data.infos());
      json.writeEndObject();
    }
  }

  /** As write(), for answers that are small. */
  static byte[] bytes(QueryData data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      write(data, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
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

  private static void result(JsonGenerator json, Value value, OutputStream out) throws IOException {
    switch (value) {
      case Value.Scalar(long timestamp, double number) ->
          point(json, timestamp, new NumberText().plain(number).toString());
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
        Numbers numbers = new Numbers(json, out, new NumberText(2 * FLUSHED_BYTES));
        for (Series series : matrix.series()) {
          series(json, series, numbers);
        }
        json.writeEndArray();
      }
    }
  }

  private static void series(JsonGenerator json, Series series, Numbers numbers)
      throws IOException {
    json.writeStartObject();
    metric(json, series.labels());
    boolean anyHistogram = false;
    boolean anyNumber = series.histograms() == null && series.length() > 0;
    for (int i = 0; series.histograms() != null && i < series.length(); i++) {
      anyHistogram |= series.histogram(i) != null;
      anyNumber |= series.histogram(i) == null;
    }
    if (anyNumber) {
      json.writeFieldName("values");
      numbers.write(series);
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

  /** Writes numbers to the stream itself, behind what the generator has written so far. */
  private record Numbers(JsonGenerator json, OutputStream out, NumberText text) {

    void write(Series series) throws IOException {
      json.writeRawValue("[");
      json.flush();
      boolean first = true;
      for (int i = 0; i < series.length(); i++) {
        if (series.histogram(i) == null) {
          pair(first ? text : text.append(','), series.timestamps()[i], series.values()[i]);
          first = false;
        }
        if (text.length() > FLUSHED_BYTES) {
          text.writeTo(out);
        }
      }
      text.append(']').writeTo(out);
    }
  }

  private static void pair(NumberText text, long timestamp, double value) {
    text.append('[').seconds(timestamp).append(',').append('"');
    text.number(value).append('"').append(']');
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
    return new NumberText().seconds(millis).toString();
  }

  /** The shortest text that reads back as the number; an exponent below 1e-6 and from 1e21 on. */
  static String text(double value) {
    return new NumberText().number(value).toString();
  }

  /** As Go writes a number with an exponent, which has two digits at least: {@code 1e+00}. */
  static String scientific(double value) {
    return new NumberText().scientific(value).toString();
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
