// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

import java.nio.charset.StandardCharsets;

/**
 * A text that is not PromQL, or whose types do not fit. Its message is Prometheus': {@code 1:5:
 * parse error: ...}.
 */
public final class ParseException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Some problems quote the input, which may be a mebibyte. */
  private static final int LONGEST = 1_000;

  private final String problem;
  private final int line;
  private final int column;
  private final int offset;

  /** The error at a position of the input. */
  static ParseException at(int offset, String input, String problem) {
    int end = Math.min(Math.max(offset, 0), input.length());
    int lineStart = input.lastIndexOf('\n', end - 1) + 1;
    int line = 1 + (int) input.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    int before = input.substring(lineStart, end).getBytes(StandardCharsets.UTF_8).length;
    String told = problem.length() <= LONGEST ? problem : problem.substring(0, LONGEST) + "...";
    return new ParseException(told, line, before + 1, end);
  }

  private ParseException(String problem, int line, int column, int offset) {
    super(line + ":" + column + ": parse error: " + problem);
    this.problem = problem;
    this.line = line;
    this.column = column;
    this.offset = offset;
  }

  /** The error for a text that is not even looked at. */
  public static ParseException tooLong(int length, int longest) {
    String problem = "query is too long: %d characters, the limit is %d".formatted(length, longest);
    return new ParseException(problem, 1, 1, 0);
  }

  /** What is wrong, without the position. */
  public String problem() {
    return problem;
  }

  /** The line of the offending text, the first is 1. */
  public int line() {
    return line;
  }

  /** The position in the line in bytes of UTF-8, as Prometheus counts; the first is 1. */
  public int column() {
    return column;
  }

  /** The position in the whole text in UTF-16 units, the first is 0. */
  public int offset() {
    return offset;
  }
}
