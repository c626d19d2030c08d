// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.definition;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * A set of HTTP status codes without gaps, written {@code 2xx}, {@code 304} or {@code 200-299}.
 *
 * @param first inclusive
 * @param last inclusive
 */
public record StatusPattern(int first, int last) {

  public static final StatusPattern SUCCESS = new StatusPattern(200, 299);

  private static final Pattern CLASS = Pattern.compile("([1-5])[xX]{2}");
  private static final Pattern RANGE = Pattern.compile("([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?");

  public StatusPattern {
    if (first < 100 || last > 599 || first > last) {
      throw new IllegalArgumentException("not a range of status codes: " + first + '-' + last);
    }
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException with the text, when it is none
   */
  public static StatusPattern parse(String text) {
    Matcher group = CLASS.matcher(text);
    if (group.matches()) {
      int hundreds = Integer.parseInt(group.group(1)) * 100;
      return new StatusPattern(hundreds, hundreds + 99);
    }
    Matcher range = RANGE.matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not a status pattern such as 2xx, 304 or 200-299".formatted(text));
    }
    int first = Integer.parseInt(range.group(1));
    String last = range.group(2);
    return new StatusPattern(first, last == null ? first : Integer.parseInt(last));
  }

  public boolean matches(int status) {
    return first <= status && status <= last;
  }

  /** In the shortest notation. */
  @Override
  public String toString() {
    if (first == last) {
      return Integer.toString(first);
    }
    boolean wholeClass = first % 100 == 0 && last == first + 99;
    return wholeClass ? first / 100 + "xx" : first + "-" + last;
  }
}
