// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.promql.histogram.Bucket;
import dev.skopos.promql.histogram.BucketSequence;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer in the form in which two can be compared.
 *
 * @param error empty when there is a result
 * @param points by series, as {@code time: numbers}: one number, or those of a histogram
 * @param order the values in the order of the result, for sorted vectors
 */
record ComparedAnswer(
    String error,
    String type,
    Map<Labels, Map<Long, List<Double>>> points,
    List<List<Double>> order,
    List<String> notes) {

  private static final double TOLERANCE = 1e-9;

  /** Which of the duplicates is named depends on the order of series in the store. */
  private static final Pattern DUPLICATES = Pattern.compile(" (group|for) \\{.*", Pattern.DOTALL);

  /** How often the same was noted: Prometheus counts some of it again and again. */
  private static final Pattern COUNT = Pattern.compile("over [0-9]+ samples");

  static ComparedAnswer failed(String error) {
    return new ComparedAnswer(
        DUPLICATES.matcher(error.replace("invalid parameter \"query\": ", "")).replaceFirst(""),
        "",
        Map.of(),
        List.of(),
        List.of());
  }

  static ComparedAnswer of(Value value, List<String> notes) {
    TreeMap<Labels, Map<Long, List<Double>>> points = new TreeMap<>();
    List<List<Double>> order = new ArrayList<>();
    switch (value) {
      case Value.Scalar scalar ->
          put(points, Labels.EMPTY, scalar.timestamp(), of(scalar.value(), null));
      case Value.Text _ -> {}
      case Value.Vector vector -> {
        for (Value.Point point : vector.points()) {
          List<Double> numbers = of(point.value(), point.histogram());
          put(points, point.labels(), point.timestamp(), numbers);
          order.add(numbers);
        }
      }
      case Value.Matrix matrix -> {
        for (Series series : matrix.series()) {
          for (int i = 0; i < series.length(); i++) {
            long timestamp = series.timestamps()[i];
            put(points, series.labels(), timestamp, of(series.values()[i], series.histogram(i)));
          }
        }
      }
    }
    return new ComparedAnswer(
        "", value.type().name().toLowerCase(Locale.ROOT), points, order, sorted(notes));
  }

  private static List<Double> of(double value, @Nullable Histogram histogram) {
    if (histogram == null) {
      return List.of(value);
    }
    List<Double> numbers = new ArrayList<>(List.of(histogram.count(), histogram.sum()));
    for (Bucket bucket : BucketSequence.ascending(histogram)) {
      if (bucket.count() != 0) {
        numbers.addAll(List.of(bucket.lower(), bucket.upper(), bucket.count()));
      }
    }
    return numbers;
  }

  /** An answer of Prometheus' query API. */
  static ComparedAnswer of(JsonNode answer) {
    if (!answer.path("status").asText().equals("success")) {
      return failed(answer.path("error").asText());
    }
    TreeMap<Labels, Map<Long, List<Double>>> points = new TreeMap<>();
    List<List<Double>> order = new ArrayList<>();
    String type = answer.path("data").path("resultType").asText();
    JsonNode result = answer.path("data").path("result");
    if (type.equals("scalar")) {
      point(points, Labels.EMPTY, result);
    } else if (!type.equals("string")) {
      for (JsonNode series : result) {
        Labels labels = labels(series.path("metric"));
        for (String field : List.of("value", "histogram")) {
          if (series.has(field)) {
            order.add(point(points, labels, series.path(field)));
          }
        }
        series.path("values").forEach(point -> point(points, labels, point));
        series.path("histograms").forEach(point -> point(points, labels, point));
      }
    }
    List<String> notes = new ArrayList<>();
    answer.path("warnings").forEach(warning -> notes.add(warning.asText()));
    answer.path("infos").forEach(info -> notes.add(info.asText()));
    return new ComparedAnswer("", type, points, order, sorted(notes));
  }

  private static Labels labels(JsonNode metric) {
    Labels.Builder labels = Labels.EMPTY.toBuilder();
    metric.properties().forEach(label -> labels.set(label.getKey(), label.getValue().asText()));
    return labels.build();
  }

  private static List<Double> point(
      Map<Labels, Map<Long, List<Double>>> points, Labels labels, JsonNode point) {
    List<Double> numbers = new ArrayList<>();
    JsonNode value = point.get(1);
    if (value.isTextual()) {
      numbers.add(number(value));
    } else {
      numbers.addAll(List.of(number(value.path("count")), number(value.path("sum"))));
      for (JsonNode bucket : value.path("buckets")) {
        numbers.addAll(
            List.of(number(bucket.get(1)), number(bucket.get(2)), number(bucket.get(3))));
      }
    }
    put(points, labels, Math.round(point.get(0).asDouble() * 1000), numbers);
    return numbers;
  }

  private static double number(JsonNode node) {
    return switch (node.asText()) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(node.asText());
    };
  }

  private static void put(
      Map<Labels, Map<Long, List<Double>>> points, Labels labels, long time, List<Double> numbers) {
    points.computeIfAbsent(labels, _ -> new TreeMap<>()).put(time, numbers);
  }

  private static List<String> sorted(List<String> notes) {
    TreeSet<String> sorted = new TreeSet<>();
    notes.forEach(note -> sorted.add(COUNT.matcher(note).replaceAll("over samples")));
    return List.copyOf(sorted);
  }

  /** Says in what the other one differs; empty when it does not. */
  Optional<String> difference(ComparedAnswer other, boolean ordered) {
    if (!error.equals(other.error)) {
      return different("error", error, other.error);
    }
    if (!type.equals(other.type)) {
      return different("type", type, other.type);
    }
    if (!points.keySet().equals(other.points.keySet())) {
      return different("series", points.keySet(), other.points.keySet());
    }
    for (Labels labels : points.keySet()) {
      Map<Long, List<Double>> here = points.getOrDefault(labels, Map.of());
      Map<Long, List<Double>> there = other.points.getOrDefault(labels, Map.of());
      if (!here.keySet().equals(there.keySet())) {
        return different("times of " + labels, here.keySet(), there.keySet());
      }
      for (Map.Entry<Long, List<Double>> point : here.entrySet()) {
        List<Double> counterpart = there.getOrDefault(point.getKey(), List.of());
        if (!same(point.getValue(), counterpart)) {
          return different(labels + " at " + point.getKey(), point.getValue(), counterpart);
        }
      }
    }
    if (ordered && !sameOrder(other)) {
      return different("order", order, other.order);
    }
    return notes.equals(other.notes) ? Optional.empty() : different("notes", notes, other.notes);
  }

  private static Optional<String> different(String what, Object here, Object there) {
    return Optional.of("%s:%n    Prometheus %s%n    Skopos     %s".formatted(what, here, there));
  }

  private boolean sameOrder(ComparedAnswer other) {
    Iterator<List<Double>> theirs = other.order.iterator();
    return order.stream().allMatch(numbers -> same(numbers, theirs.next()));
  }

  private static boolean same(List<Double> one, List<Double> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!same(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(double one, double other) {
    if (Double.isNaN(one) || Double.isNaN(other)) {
      return Double.isNaN(one) && Double.isNaN(other);
    }
    return one == other
        || Math.abs(one - other) <= TOLERANCE * Math.max(Math.abs(one), Math.abs(other));
  }
}
