// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads answers of Prometheus' query API, field by field as they come, whatever their order. A
 * scalar is read as one series without labels. A native histogram that is an instant value is read
 * with the value 0, as in the value of an alert, beside it; those of a range are left out.
 */
final class AnswerReader {

  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser json;
  private String status = "";
  private String errorType = "";
  private String error = "";
  private String resultType = "";
  private List<Series> result = List.of();
  private List<Labels> labelSets = List.of();
  private List<String> texts = List.of();

  private AnswerReader(JsonParser json) {
    this.json = json;
  }

  /** An answer with the error, or with one of the three. */
  record Answer(
      String status,
      String errorType,
      String error,
      String resultType,
      List<Series> result,
      List<Labels> labelSets,
      List<String> texts) {

    boolean succeeded() {
      return status.equals("success");
    }
  }

  /**
   * Reads one answer.
   *
   * @throws IOException when it is not one
   */
  static Answer read(InputStream in) throws IOException {
    try (JsonParser json = JSON.createParser(in)) {
      AnswerReader reader = new AnswerReader(json);
      reader.answer();
      return new Answer(
          reader.status,
          reader.errorType,
          reader.error,
          reader.resultType,
          reader.result,
          reader.labelSets,
          reader.texts);
    } catch (NumberFormatException e) {
      throw new IOException("a number in the answer is none: " + e.getMessage(), e);
    }
  }

  private void answer() throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT);
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "status" -> status = json.getText();
        case "errorType" -> errorType = json.getText();
        case "error" -> error = json.getText();
        case "data" -> data();
        default -> json.skipChildren();
      }
    }
  }

  private void data() throws IOException {
    switch (json.currentToken()) {
      case START_OBJECT -> queried();
      case START_ARRAY -> listed();
      default -> {}
    }
  }

  private void queried() throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "resultType" -> resultType = json.getText();
        case "result" -> result();
        default -> json.skipChildren();
      }
    }
  }

  /** Label sets, or names and values of labels. */
  private void listed() throws IOException {
    List<Labels> sets = new ArrayList<>();
    List<String> names = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        sets.add(labels());
      } else {
        names.add(json.getText());
      }
    }
    labelSets = sets;
    texts = names;
  }

  private void result() throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY);
    List<Series> read = new ArrayList<>();
    Points single = new Points();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        read.add(series());
      } else if (json.currentToken() == JsonToken.VALUE_STRING) {
        single.value(json.getText());
      } else {
        single.timestamp(json.getText());
      }
    }
    result = single.isEmpty() ? read : List.of(single.series(Labels.EMPTY));
  }

  private Series series() throws IOException {
    Labels labels = Labels.EMPTY;
    Points points = new Points();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "metric" -> labels = labels();
        case "value" -> point(points);
        case "values" -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            point(points);
          }
        }
        case "histogram" -> histogram(points);
        default -> json.skipChildren();
      }
    }
    return points.series(labels);
  }

  private Labels labels() throws IOException {
    expect(json.currentToken(), JsonToken.START_OBJECT);
    Map<String, String> labels = new LinkedHashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      labels.put(name, json.getText());
    }
    return Labels.of(labels);
  }

  private void point(Points points) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY);
    json.nextToken();
    points.timestamp(json.getText());
    json.nextToken();
    points.value(json.getText());
    expect(json.nextToken(), JsonToken.END_ARRAY);
  }

  private void histogram(Points points) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY);
    json.nextToken();
    points.timestamp(json.getText());
    json.nextToken();
    points.histogram(histogram());
    expect(json.nextToken(), JsonToken.END_ARRAY);
  }

  private Histogram histogram() throws IOException {
    expect(json.currentToken(), JsonToken.START_OBJECT);
    double count = 0;
    double sum = 0;
    List<double[]> buckets = new ArrayList<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "count" -> count = number(json.getText());
        case "sum" -> sum = number(json.getText());
        case "buckets" -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            buckets.add(bucket());
          }
        }
        default -> json.skipChildren();
      }
    }
    HistogramAnswer histogram = new HistogramAnswer(count, sum);
    buckets.forEach(each -> histogram.add((int) each[0], each[1], each[2], each[3]));
    return histogram.histogram();
  }

  /** To which limits the bucket reaches, the limits and the count. */
  private double[] bucket() throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY);
    double[] numbers = new double[4];
    for (int i = 0; i < numbers.length; i++) {
      json.nextToken();
      numbers[i] = number(json.getText());
    }
    expect(json.nextToken(), JsonToken.END_ARRAY);
    return numbers;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static void expect(JsonToken token, JsonToken expected) throws IOException {
    if (token != expected) {
      throw new IOException("there is %s where %s is expected".formatted(token, expected));
    }
  }

  /** Time stamps and values as they come. */
  private static final class Points {
    private long[] timestamps = new long[1];
    private double[] values = new double[1];
    private @Nullable Histogram histogram;
    private int size;

    boolean isEmpty() {
      return size == 0;
    }

    void timestamp(String seconds) {
      if (size == timestamps.length) {
        timestamps = Arrays.copyOf(timestamps, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
      }
      timestamps[size] = Math.round(Double.parseDouble(seconds) * 1000);
    }

    void value(String text) {
      values[size++] = number(text);
    }

    /** An instant value. */
    void histogram(Histogram only) {
      values[size++] = 0;
      histogram = only;
    }

    Series series(Labels labels) {
      long[] times = Arrays.copyOf(timestamps, size);
      double[] numbers = Arrays.copyOf(values, size);
      return histogram == null || size != 1
          ? new Series(labels, times, numbers)
          : new Series(labels, times, numbers, new @Nullable Histogram[] {histogram});
    }
  }
}
