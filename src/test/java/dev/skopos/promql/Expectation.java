// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.promql.Script.Command;
import dev.skopos.promql.parse.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a query of a script must give. */
final class Expectation {

  private static final double TOLERANCE = 1e-6;
  private static final Pattern EXPECTED =
      Pattern.compile("expect\\s+(fail|warn|info)(?:\\s+(regex|msg):(.+))?");
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
      Matcher expected = EXPECTED.matcher(want);
      if (expected.matches() && expected.group(1).equals("fail") && expected.group(2) != null) {
        return matches(expected, String.valueOf(failure.getMessage()))
            ? ""
            : "failed with " + failure.getMessage() + " instead of " + want;
      }
    }
    return "";
  }

  private static boolean matches(Matcher expected, String actual) {
    if (expected.group(2) == null) {
      return true;
    }
    String text = expected.group(3).strip();
    return expected.group(2).equals("msg")
        ? text.equals(actual)
        : Pattern.compile(text).matcher(actual).find();
  }

  boolean isOrdered() {
    return eval.kind().equals("ordered") || eval.wants().contains("expect ordered");
  }

  /** Says how warnings and infos differ; empty if they do not. */
  String compareAnnotations(Answer answer) {
    String warnings = compare("warn", answer.warnings(eval.query()));
    return warnings.isEmpty() ? compare("info", answer.infos(eval.query())) : warnings;
  }

  private String compare(String kind, List<String> actual) {
    if (eval.kind().equals(kind) && actual.isEmpty()) {
      return "no " + kind;
    }
    if (eval.wants().contains("expect no_" + kind) && !actual.isEmpty()) {
      return "nobody wanted " + kind + ": " + actual;
    }
    List<Matcher> wanted = new ArrayList<>();
    for (String want : eval.wants()) {
      Matcher expected = EXPECTED.matcher(want);
      if (expected.matches() && expected.group(1).equals(kind)) {
        wanted.add(expected);
      }
    }
    if (wanted.isEmpty()) {
      return "";
    }
    for (Matcher expected : wanted) {
      if (actual.stream().noneMatch(text -> matches(expected, text))) {
        return "wanted " + expected.group() + " but got " + actual;
      }
    }
    for (String text : actual) {
      if (wanted.stream().noneMatch(expected -> matches(expected, text))) {
        return "nobody wanted " + kind + ": " + text;
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

  private String scalar(double value) {
    double wanted = SeriesDescription.number(results.getFirst());
    return almost(wanted, value) ? "" : "gave " + value;
  }

  private String vector(List<Value.Point> points) throws ParseException {
    Map<Labels, Value.Point> actual = new TreeMap<>();
    for (Value.Point point : points) {
      if (actual.put(point.labels(), point) != null) {
        return "has " + point.labels() + " twice";
      }
    }
    int position = 0;
    for (String result : results) {
      SeriesDescription wanted = SeriesDescription.parse(result);
      Value.Point point = actual.remove(wanted.labels());
      if (point == null || !almost(wanted.first(), point.value(), point.histogram())) {
        return "wanted " + result + " but got " + points;
      }
      if (isOrdered() && !points.get(position).labels().equals(wanted.labels())) {
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
    Map<Long, Integer> positions = new TreeMap<>();
    for (int i = 0; i < series.length(); i++) {
      positions.put(series.timestamps()[i], i);
    }
    for (int i = 0; i < wanted.items().size(); i++) {
      SeriesDescription.Item item = wanted.items().get(i);
      if (item.gap()) {
        continue;
      }
      long timestamp = Math.round((start + i * step) * 1000);
      Integer found = positions.remove(timestamp);
      if (found == null || !almost(item, series.values()[found], series.histogram(found))) {
        return "wanted %s at %d of %s but got %s"
            .formatted(item, timestamp, wanted.labels(), shown(series, found));
      }
    }
    return positions.isEmpty() ? "" : wanted.labels() + " has more at " + positions.keySet();
  }

  private static String shown(Series series, @Nullable Integer position) {
    if (position == null) {
      return "nothing";
    }
    Histogram histogram = series.histogram(position);
    return histogram == null ? "" + series.values()[position] : histogram.toString();
  }

  private static boolean almost(
      SeriesDescription.Item wanted, double value, @Nullable Histogram histogram) {
    Histogram wantedHistogram = wanted.histogram();
    if (wantedHistogram == null || histogram == null) {
      return wantedHistogram == null && histogram == null && almost(wanted.number(), value);
    }
    return wantedHistogram.schema() == histogram.schema()
        && almost(wantedHistogram.count(), histogram.count())
        && almost(wantedHistogram.sum(), histogram.sum())
        && wantedHistogram.zeroThreshold() == histogram.zeroThreshold()
        && almost(wantedHistogram.zeroCount(), histogram.zeroCount())
        && almost(wantedHistogram.positive(), histogram.positive())
        && almost(wantedHistogram.negative(), histogram.negative())
        && Arrays.equals(wantedHistogram.customBounds(), histogram.customBounds())
        && (!wanted.hinted() || wantedHistogram.resetHint() == histogram.resetHint());
  }

  private static boolean almost(Histogram.Buckets wanted, Histogram.Buckets actual) {
    if (!Arrays.equals(wanted.indexes(), actual.indexes())) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!almost(wanted.counts()[i], actual.counts()[i])) {
        return false;
      }
    }
    return true;
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
