// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import static dev.skopos.exposition.ExpositionReader.Entry.END;
import static dev.skopos.exposition.ExpositionReader.Entry.HELP;
import static dev.skopos.exposition.ExpositionReader.Entry.SAMPLE;
import static dev.skopos.exposition.ExpositionReader.Entry.TYPE;
import static dev.skopos.exposition.ExpositionReader.Entry.UNIT;

import dev.skopos.exposition.ExpositionReader.Entry;
import java.util.Optional;

/**
 * The text format of OpenMetrics 1.0, as strictly as Prometheus 3 reads it. Samples whose names end
 * in {@code _created} are samples like any other, which is Prometheus' default.
 */
final class OpenMetricsText implements TextReader.Dialect {

  @Override
  public Entry next(TextCursor cursor, byte[] expected) throws InvalidExpositionException {
    int at = cursor.position;
    if (at >= cursor.end) {
      throw cursor.series.error("the text has to end with # EOF", at);
    }
    byte c = cursor.bytes[at];
    if (c == '#') {
      return comment(cursor, at);
    }
    if (c != '{' && !SeriesText.isNameStart(c)) {
      throw cursor.series.error("expected a metric name or #", at);
    }
    sample(cursor, cursor.readSeries(at, expected));
    return SAMPLE;
  }

  private static Entry comment(TextCursor cursor, int at) throws InvalidExpositionException {
    if (cursor.is(at, "# EOF")) {
      return end(cursor, at + "# EOF".length());
    }
    Entry entry = metadata(cursor, at);
    int behind = cursor.readFamily(at + "# HELP ".length());
    int lineEnd = cursor.lineEnd(behind);
    if (!cursor.is(behind, ' ') || lineEnd == cursor.end) {
      throw cursor.series.error("expected a blank, a text and the end of the line", behind);
    }
    String text = cursor.utf8("the text", behind + 1, lineEnd);
    switch (entry) {
      case TYPE -> cursor.type = Optional.of(type(cursor, text, behind));
      case UNIT -> cursor.text = unit(cursor, text, behind);
      default -> cursor.text = text.indexOf('\\') < 0 ? text : SeriesText.unescape(text, true);
    }
    cursor.position = lineEnd + 1;
    return entry;
  }

  private static Entry end(TextCursor cursor, int behind) throws InvalidExpositionException {
    int last = cursor.is(behind, '\n') ? behind + 1 : behind;
    if (last < cursor.end) {
      throw cursor.series.error("there is something behind # EOF", last);
    }
    return END;
  }

  private static Entry metadata(TextCursor cursor, int at) throws InvalidExpositionException {
    if (cursor.is(at, "# TYPE ")) {
      return TYPE;
    }
    if (cursor.is(at, "# HELP ")) {
      return HELP;
    }
    if (cursor.is(at, "# UNIT ")) {
      return UNIT;
    }
    throw cursor.series.error("expected # TYPE, # HELP, # UNIT or # EOF", at, cursor.lineEnd(at));
  }

  private static MetricFamily.Type type(TextCursor cursor, String word, int at)
      throws InvalidExpositionException {
    return switch (word) {
      case "counter" -> MetricFamily.Type.COUNTER;
      case "gauge" -> MetricFamily.Type.GAUGE;
      case "histogram" -> MetricFamily.Type.HISTOGRAM;
      case "gaugehistogram" -> MetricFamily.Type.GAUGE_HISTOGRAM;
      case "summary" -> MetricFamily.Type.SUMMARY;
      case "info" -> MetricFamily.Type.INFO;
      case "stateset" -> MetricFamily.Type.STATESET;
      case "unknown" -> MetricFamily.Type.UNTYPED;
      default -> throw cursor.series.error("not a metric type", at, cursor.lineEnd(at));
    };
  }

  private static String unit(TextCursor cursor, String unit, int at)
      throws InvalidExpositionException {
    if (!unit.isEmpty() && !cursor.family().endsWith("_" + unit)) {
      throw cursor.series.error(
          "the name of the metric has to end with its unit", at, cursor.lineEnd(at));
    }
    return unit;
  }

  private static void sample(TextCursor cursor, int behindSeries)
      throws InvalidExpositionException {
    int behind = wordEnd(cursor, behindSeries, "a value");
    cursor.value = cursor.number(behindSeries + 1, behind);
    cursor.timestamp = ExpositionReader.NO_TIMESTAMP;
    if (cursor.is(behind, ' ') && !cursor.is(behind, " # {")) {
      int from = behind;
      behind = wordEnd(cursor, from, "a time stamp");
      cursor.timestamp = millis(cursor, from + 1, behind);
    }
    if (cursor.is(behind, " # {")) {
      behind = exemplar(cursor, behind + " # {".length());
    }
    if (!cursor.is(behind, '\n')) {
      throw cursor.series.error("expected the end of the line", behind);
    }
    cursor.position = behind + 1;
  }

  private static int exemplar(TextCursor cursor, int labels) throws InvalidExpositionException {
    int behindLabels = cursor.exemplar.read(labels);
    int behind = wordEnd(cursor, behindLabels, "the value of the exemplar");
    cursor.exemplar.setValue(cursor.number(behindLabels + 1, behind));
    if (cursor.is(behind, ' ')) {
      int from = behind;
      behind = wordEnd(cursor, from, "the time stamp of the exemplar");
      cursor.exemplar.setTimestamp(millis(cursor, from + 1, behind));
    }
    return behind;
  }

  /** The end of what follows one blank. */
  private static int wordEnd(TextCursor cursor, int blank, String what)
      throws InvalidExpositionException {
    int at = blank + 1;
    while (at < cursor.end && cursor.bytes[at] != ' ' && cursor.bytes[at] != '\n') {
      at++;
    }
    if (!cursor.is(blank, ' ') || at == blank + 1) {
      throw cursor.series.error("expected one blank and " + what, blank);
    }
    return at;
  }

  private static long millis(TextCursor cursor, int from, int to)
      throws InvalidExpositionException {
    double seconds = cursor.number(from, to);
    if (!Double.isFinite(seconds)) {
      throw cursor.series.error("a time stamp has to be a finite number", from, to);
    }
    return (long) (seconds * 1000);
  }
}
