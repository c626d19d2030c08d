// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import dev.skopos.model.Labels;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds out where the name and the labels of a series are in a line, and makes labels of it. The
 * name stands before the braces or, quoted, inside them.
 */
final class SeriesText {

  /** More labels than anybody has; keeps a hostile line from growing the table of positions. */
  static final int MAX_LABELS = 1_000;

  private static final int UNSET = -1;

  private final byte[] bytes;
  private final int end;
  private final boolean strict;

  private int nameFrom;
  private int nameTo;

  /** For each label: begin and end of its name, begin and end of its value. */
  private int[] positions = new int[64];

  private int length;

  /**
   * A reader of series.
   *
   * @param strict OpenMetrics: no blanks between the parts, commas between labels, no line break in
   *     a value
   */
  SeriesText(byte[] bytes, int end, boolean strict) {
    this.bytes = bytes;
    this.end = end;
    this.strict = strict;
  }

  /** Reads a series that begins with a name or a brace; returns the position behind it. */
  int read(int from) throws InvalidExpositionException {
    length = 0;
    nameFrom = UNSET;
    int at = from;
    if (bytes[at] != '{') {
      at = nameEnd(from);
      nameFrom = from;
      nameTo = at;
    }
    int brace = strict ? at : skipBlanks(at);
    if (brace < end && bytes[brace] == '{') {
      at = readLabels(brace + 1, true);
    }
    if (nameFrom == UNSET) {
      throw error("a series without a metric name", from, at);
    }
    return at;
  }

  /** Reads labels up to the closing brace; returns the position behind it. */
  int readExemplarLabels(int from) throws InvalidExpositionException {
    length = 0;
    nameFrom = UNSET;
    return readLabels(from, false);
  }

  private int readLabels(int from, boolean withName) throws InvalidExpositionException {
    int at = blanks(from);
    while (at >= end || bytes[at] != '}') {
      int begin = at;
      boolean quoted = at < end && bytes[at] == '"';
      at = quoted ? quotedEnd(at, !withName) : labelNameEnd(at);
      int stop = at;
      at = blanks(at);
      if (quoted && withName && at < end && (bytes[at] == ',' || bytes[at] == '}')) {
        setName(begin + 1, stop - 1);
      } else {
        at = readValue(quoted ? begin + 1 : begin, quoted ? stop - 1 : stop, at);
      }
      at = separator(at);
    }
    return at + 1;
  }

  private void setName(int from, int to) throws InvalidExpositionException {
    if (nameFrom != UNSET) {
      throw error("the metric name is there twice", from, to);
    }
    nameFrom = from;
    nameTo = to;
  }

  private int readValue(int from, int to, int equals) throws InvalidExpositionException {
    if (equals >= end || bytes[equals] != '=') {
      throw error("expected = after a label name", equals);
    }
    int quote = blanks(equals + 1);
    if (quote >= end || bytes[quote] != '"') {
      throw error("expected a label value in quotes", quote);
    }
    int behind = valueEnd(quote);
    if (length == 4 * MAX_LABELS) {
      throw error("more than " + MAX_LABELS + " labels", from);
    }
    if (length == positions.length) {
      positions = Arrays.copyOf(positions, 2 * length);
    }
    positions[length++] = from;
    positions[length++] = to;
    positions[length++] = quote + 1;
    positions[length++] = behind - 1;
    return blanks(behind);
  }

  /** Prometheus' own format does without commas, OpenMetrics does not. */
  private int separator(int at) throws InvalidExpositionException {
    if (at < end && bytes[at] == ',') {
      return blanks(at + 1);
    }
    if (strict && (at >= end || bytes[at] != '}')) {
      throw error("expected , or } after a label", at);
    }
    return at;
  }

  private int valueEnd(int quote) throws InvalidExpositionException {
    return quotedEnd(quote, strict);
  }

  private int quotedEnd(int quote, boolean oneLine) throws InvalidExpositionException {
    for (int at = quote + 1; at < end; at++) {
      byte c = bytes[at];
      if (c == '"') {
        return at + 1;
      }
      if (c == '\n' && oneLine) {
        throw error("a line break in quotes", at);
      }
      if (c == '\\' && ++at < end && bytes[at] == '\n') {
        throw error("a line break after a backslash", at);
      }
    }
    throw error("a quote without its end", quote);
  }

  private int blanks(int at) {
    return strict ? at : skipBlanks(at);
  }

  int skipBlanks(int from) {
    int at = from;
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** Behind a metric name, plain or in quotes. */
  int familyEnd(int from) throws InvalidExpositionException {
    return from < end && bytes[from] == '"' ? quotedEnd(from, false) : nameEnd(from);
  }

  private int nameEnd(int from) throws InvalidExpositionException {
    if (from >= end || !isNameStart(bytes[from])) {
      throw error("expected a metric name", from);
    }
    int at = from + 1;
    while (at < end && (isNameStart(bytes[at]) || isDigit(bytes[at]))) {
      at++;
    }
    return at;
  }

  private int labelNameEnd(int from) throws InvalidExpositionException {
    if (from >= end || !isNameStart(bytes[from]) || bytes[from] == ':') {
      throw error("expected a label name", from);
    }
    int at = from + 1;
    while (at < end && bytes[at] != ':' && (isNameStart(bytes[at]) || isDigit(bytes[at]))) {
      at++;
    }
    return at;
  }

  static boolean isNameStart(byte c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
  }

  static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  /** The labels of the series that was read, with its name. */
  Labels labels(Optional<MetricFamily.Type> type) throws InvalidExpositionException {
    LabelCollector labels = new LabelCollector(length / 4 + 1);
    if (nameFrom != UNSET) {
      labels.add(Labels.METRIC_NAME, text("the metric name", nameFrom, nameTo));
    }
    for (int i = 0; i < length; i += 4) {
      String name = text("a label name", positions[i], positions[i + 1]);
      String value = text("the label value", positions[i + 2], positions[i + 3]);
      labels.add(name, LabelCollector.normalize(type, name, value));
    }
    try {
      return labels.labels();
    } catch (InvalidExpositionException e) {
      throw new InvalidExpositionException(
          "line %d: %s".formatted(Excerpt.line(bytes, Math.max(0, nameFrom)), e.getMessage()));
    }
  }

  /** What stands between the positions, with its escapes resolved. */
  String text(String what, int from, int to) throws InvalidExpositionException {
    try {
      String text = Excerpt.utf8(what, bytes, from, to);
      return text.indexOf('\\') < 0 ? text : unescape(text, true);
    } catch (InvalidExpositionException e) {
      throw new InvalidExpositionException(
          "line %d: %s".formatted(Excerpt.line(bytes, from), e.getMessage()));
    }
  }

  /** Resolves what is an escape; other backslashes stay, as in Prometheus. */
  static String unescape(String text, boolean quotes) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
      if (c == '\\' && (next == '\\' || next == 'n' || (quotes && next == '"'))) {
        plain.append(next == 'n' ? '\n' : next);
        i++;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  InvalidExpositionException error(String message, int at) {
    return error(message, at, at + 1);
  }

  /** What was wrong, what was read instead, and in which line. */
  InvalidExpositionException error(String message, int from, int to) {
    String got = from >= end ? "the end" : Excerpt.of(bytes, from, Math.min(end, to));
    return new InvalidExpositionException(
        "line %d: %s, got %s".formatted(Excerpt.line(bytes, Math.min(from, end)), message, got));
  }
}
