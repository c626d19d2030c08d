// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import java.util.Arrays;
import java.util.Optional;

/** Where reading a text has got to, and what the present line says. */
final class TextCursor {

  final byte[] bytes;
  final int end;
  final SeriesText series;
  final ExemplarText exemplar;

  int position;
  boolean asExpected;
  int seriesFrom;
  int seriesTo;
  double value;
  long timestamp;
  Optional<MetricFamily.Type> type = Optional.empty();
  String text = "";
  private int familyFrom;
  private int familyTo;

  TextCursor(byte[] bytes, int end, boolean strict) {
    this.bytes = bytes;
    this.end = end;
    this.series = new SeriesText(bytes, end, strict);
    this.exemplar = new ExemplarText(new SeriesText(bytes, end, strict));
  }

  boolean is(int at, char c) {
    return at < end && bytes[at] == c;
  }

  /** Whether the word stands at the position. */
  boolean is(int at, String word) {
    if (end - at < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The end of the line. */
  int lineEnd(int from) {
    int at = from;
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /**
   * Reads the series at the position, or sees that it is the expected one: since a series was read
   * from the same bytes before, they need no reading again when a value follows.
   */
  int readSeries(int from, byte[] expected) throws InvalidExpositionException {
    int behind = from + expected.length;
    asExpected =
        expected.length > 0
            && behind < end - 1
            && bytes[behind] == ' '
            && isValueStart(bytes[behind + 1])
            && Arrays.equals(bytes, from, behind, expected, 0, expected.length);
    seriesFrom = from;
    seriesTo = asExpected ? behind : series.read(from);
    return seriesTo;
  }

  private static boolean isValueStart(byte c) {
    return c != ' ' && c != '\t' && c != '{' && c != '\n';
  }

  /** A number between the positions; each NaN is the usual one. */
  double number(int from, int to) throws InvalidExpositionException {
    try {
      return NumberText.parse(bytes, from, to);
    } catch (NumberFormatException e) {
      throw new InvalidExpositionException(
          "line %d: %s".formatted(Excerpt.line(bytes, from), e.getMessage()));
    }
  }

  /** Reads the name that metadata is about; returns the position behind it. */
  int readFamily(int from) throws InvalidExpositionException {
    int behind = series.familyEnd(from);
    boolean quoted = bytes[from] == '"';
    familyFrom = quoted ? from + 1 : from;
    familyTo = quoted ? behind - 1 : behind;
    return behind;
  }

  String family() throws InvalidExpositionException {
    return series.text("the metric name", familyFrom, familyTo);
  }

  /** What stands between the positions, as UTF-8 with its backslashes. */
  String utf8(String what, int from, int to) throws InvalidExpositionException {
    try {
      return Excerpt.utf8(what, bytes, from, to);
    } catch (InvalidExpositionException e) {
      throw new InvalidExpositionException(
          "line %d: %s".formatted(Excerpt.line(bytes, from), e.getMessage()));
    }
  }
}
