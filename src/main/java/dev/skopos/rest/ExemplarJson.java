// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.skopos.model.Exemplar;
import dev.skopos.model.Labels;
import dev.skopos.store.SeriesExemplars;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Exemplars as Prometheus' API writes them. */
final class ExemplarJson {

  private static final JsonFactory JSON = new JsonFactory();

  private ExemplarJson() {}

  static String text(List<SeriesExemplars> found) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("status", "success");
      json.writeArrayFieldStart("data");
      for (SeriesExemplars series : found) {
        write(json, series);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, SeriesExemplars series) throws IOException {
    json.writeStartObject();
    labels(json, "seriesLabels", series.series());
    json.writeArrayFieldStart("exemplars");
    for (Exemplar exemplar : series.exemplars()) {
      json.writeStartObject();
      labels(json, "labels", exemplar.labels());
      json.writeStringField("value", PrometheusJson.text(exemplar.value()));
      json.writeFieldName("timestamp");
      json.writeRawValue(PrometheusJson.seconds(exemplar.timestamp()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void labels(JsonGenerator json, String field, Labels labels) throws IOException {
    json.writeObjectFieldStart(field);
    for (int i = 0; i < labels.size(); i++) {
      json.writeStringField(labels.name(i), labels.value(i));
    }
    json.writeEndObject();
  }
}
