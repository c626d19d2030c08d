// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.promql.Script.Command;
import dev.skopos.promql.parse.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a query of a script must give. */
final class Expectation {

  private static final double TOLERANCE = 1e-6;
  private static final Pattern MATRIX =
      Pattern.compile("expect range vector from (\\S+) to (\\S+) step (\\S+)");

  private final Command.Eval eval;
  private final List<String> results;
  private double start;
  private double step;
  private boolean matrix;

  Expectation(Command.Eval eval, double start, double step) throws ParseException {
    this.eval = eval;
    this.start = start;
    this.step = step;
    this.matrix = !eval.times().isInstant();
    this.results = new ArrayList<>();
    for (String want : eval.wants()) {
      var range = MATRIX.matcher(want);
      if (range.matches()) {
        this.start = ScriptRunner.seconds(range.group(1));
        this.step = ScriptRunner.seconds(range.group(3));
        this.matrix = true;
      } else if (!want.startsWith("expect") || want.startsWith("expect string")) {
        results.add(want);
      }
    }
  }

  static boolean fails(Command.Eval eval) {
    return eval.kind().equals("fail")
        || eval.wants().stream().anyMatch(want -> want.startsWith("expect fail"));
  }

  static String wrongMessage(Command.Eval eval, Exception failure) {
    for (String want : eval.wants()) {
      int message = want.indexOf("msg:");
      if (message > 0) {
        String text = want.substring(message + 4).strip();
        return String.valueOf(failure.getMessage()).contains(text)
            ? ""
            : "failed with " + failure.getMessage() + " instead of " + text;
      }
    }
    return "";
  }

  /** Says how the value differs; empty if it does not. */
  String compare(Value value) throws ParseException {
    return switch (value) {
      case Value.Text text -> text(text.value());
      case Value.Scalar scalar -> scalar(scalar.value());
      case Value.Vector vector -> vector(vector.points());
      case Value.Matrix series -> matrix ? matrix(series.series()) : "is a matrix";
    };
  }

  private String text(String value) throws ParseException {
    String wanted = results.getFirst().substring("expect string".length()).strip();
    String plain = wanted.substring(1, wanted.length() - 1);
    return plain.equals(value) ? "" : "gave " + value;
  }

  private String scalar(double value) throws ParseException {
    double wanted = SeriesDescription.parse("{} " + results.getFirst()).values().getFirst();
    return almost(wanted, value) ? "" : "gave " + value;
  }

  private String vector(List<Value.Point> points) throws ParseException {
    boolean ordered = eval.kind().equals("ordered") || eval.wants().contains("expect ordered");
    Map<Labels, Double> actual = new TreeMap<>();
    points.forEach(point -> actual.put(point.labels(), point.value()));
    int position = 0;
    for (String result : results) {
      SeriesDescription wanted = SeriesDescription.parse(result);
      Double value = actual.remove(wanted.labels());
      if (value == null || !almost(wanted.values().getFirst(), value)) {
        return "wanted " + result + " but got " + points;
      }
      if (ordered && !points.get(position).labels().equals(wanted.labels())) {
        return "wanted " + result + " at " + position + " of " + points;
      }
      position++;
    }
    return actual.isEmpty() ? "" : "gave " + actual + " that nobody wanted";
  }

  private String matrix(List<Series> actual) throws ParseException {
    Map<Labels, Series> left = new TreeMap<>();
    actual.forEach(series -> left.put(series.labels(), series));
    for (String result : results) {
      SeriesDescription wanted = SeriesDescription.parse(result);
      Series series = left.remove(wanted.labels());
      if (series == null) {
        return "no series for " + result + " in " + left.keySet();
      }
      String difference = difference(wanted, series);
      if (!difference.isEmpty()) {
        return difference;
      }
    }
    return left.isEmpty() ? "" : "gave " + left.keySet() + " that nobody wanted";
  }

  private String difference(SeriesDescription wanted, Series series) {
    Map<Long, Double> actual = new TreeMap<>();
    for (int i = 0; i < series.length(); i++) {
      actual.put(series.timestamps()[i], series.values()[i]);
    }
    for (int i = 0; i < wanted.values().size(); i++) {
      double value = wanted.values().get(i);
      if (SeriesDescription.isGap(value)) {
        continue;
      }
      long timestamp = Math.round((start + i * step) * 1000);
      Double found = actual.remove(timestamp);
      if (found == null || !almost(value, found)) {
        return "wanted %s at %d of %s but got %s"
            .formatted(value, timestamp, wanted.labels(), found);
      }
    }
    return actual.isEmpty() ? "" : wanted.labels() + " has more: " + actual;
  }

  private static boolean almost(double wanted, double actual) {
    if (Double.isNaN(wanted) || Double.isNaN(actual)) {
      return Double.isNaN(wanted) && Double.isNaN(actual);
    }
    if (wanted == actual) {
      return true;
    }
    double sum = Math.abs(wanted) + Math.abs(actual);
    double difference = Math.abs(wanted - actual);
    return difference < TOLERANCE * Math.min(sum, Double.MAX_VALUE)
        || (sum < Double.MIN_NORMAL && difference < TOLERANCE * Double.MIN_NORMAL);
  }
}
