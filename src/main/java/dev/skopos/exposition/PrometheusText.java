// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import static dev.skopos.exposition.ExpositionReader.Entry.END;
import static dev.skopos.exposition.ExpositionReader.Entry.HELP;
import static dev.skopos.exposition.ExpositionReader.Entry.SAMPLE;
import static dev.skopos.exposition.ExpositionReader.Entry.TYPE;

import dev.skopos.exposition.ExpositionReader.Entry;
import java.util.Optional;

/** Prometheus' text format 0.0.4, as leniently as Prometheus 3 reads it. */
final class PrometheusText implements TextReader.Dialect {

  @Override
  public Entry next(TextCursor cursor, byte[] expected) throws InvalidExpositionException {
    while (true) {
      int at = cursor.series.skipBlanks(cursor.position);
      if (at >= cursor.end || cursor.bytes[at] == 0) {
        cursor.position = at;
        return END;
      }
      byte c = cursor.bytes[at];
      if (c == '\n') {
        cursor.position = at + 1;
      } else if (c == '#') {
        Optional<Entry> entry = comment(cursor, at + 1);
        if (entry.isPresent()) {
          return entry.get();
        }
      } else if (c == '{' || SeriesText.isNameStart(c)) {
        sample(cursor, cursor.readSeries(at, expected));
        return SAMPLE;
      } else {
        throw cursor.series.error("expected a metric name", at);
      }
    }
  }

  private static Optional<Entry> comment(TextCursor cursor, int from)
      throws InvalidExpositionException {
    int word = cursor.series.skipBlanks(from);
    int name = cursor.series.skipBlanks(word + 4);
    boolean type = cursor.is(word, "TYPE");
    if (word == from || name == word + 4 || !(type || cursor.is(word, "HELP"))) {
      cursor.position = cursor.lineEnd(from);
      return Optional.empty();
    }
    int behind = cursor.readFamily(name);
    int end = cursor.lineEnd(behind);
    // One character parts the name from the text, whatever it is.
    boolean blank = cursor.series.skipBlanks(behind) == end;
    String text = cursor.utf8("the text", blank ? end : Math.min(end, behind + 1), end);
    if (type) {
      cursor.type = Optional.of(type(cursor, text, behind));
    } else {
      cursor.text = text.indexOf('\\') < 0 ? text : SeriesText.unescape(text, false);
    }
    cursor.position = end;
    return Optional.of(type ? TYPE : HELP);
  }

  private static MetricFamily.Type type(TextCursor cursor, String word, int at)
      throws InvalidExpositionException {
    return switch (word) {
      case "counter" -> MetricFamily.Type.COUNTER;
      case "gauge" -> MetricFamily.Type.GAUGE;
      case "histogram" -> MetricFamily.Type.HISTOGRAM;
      case "summary" -> MetricFamily.Type.SUMMARY;
      case "untyped" -> MetricFamily.Type.UNTYPED;
      default ->
          throw cursor.series.error(
              "expected counter, gauge, histogram, summary or untyped", at, cursor.lineEnd(at));
    };
  }

  private static void sample(TextCursor cursor, int behindSeries)
      throws InvalidExpositionException {
    SeriesText series = cursor.series;
    int from = series.skipBlanks(behindSeries);
    int to = from;
    while (to < cursor.end && !isEndOfNumber(cursor.bytes[to])) {
      to++;
    }
    if (from == to) {
      throw series.error("expected a value", from);
    }
    cursor.value = cursor.number(from, to);
    cursor.timestamp = ExpositionReader.NO_TIMESTAMP;
    int at = series.skipBlanks(to);
    if (at < cursor.end && SeriesText.isDigit(cursor.bytes[at])) {
      at = series.skipBlanks(timestamp(cursor, at));
    }
    if (at < cursor.end && cursor.bytes[at] != '\n') {
      throw series.error("expected a time stamp in milliseconds or the end of the line", at);
    }
    cursor.position = at;
  }

  private static boolean isEndOfNumber(byte c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '{';
  }

  private static int timestamp(TextCursor cursor, int from) throws InvalidExpositionException {
    long millis = 0;
    int at = from;
    for (; at < cursor.end && SeriesText.isDigit(cursor.bytes[at]); at++) {
      int digit = cursor.bytes[at] - '0';
      if (millis > (Long.MAX_VALUE - digit) / 10) {
        throw cursor.series.error("the time stamp is out of range", from, from + 20);
      }
      millis = 10 * millis + digit;
    }
    cursor.timestamp = millis;
    return at;
  }
}
