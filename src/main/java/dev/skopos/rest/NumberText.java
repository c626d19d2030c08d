// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import java.util.Arrays;

/**
 * Collects the text of numbers and times as Prometheus writes them. An answer may have a million of
 * them, so their digits go into one buffer, without objects on the way. Not thread-safe.
 */
final class NumberText {

  private static final int ROOM = 64;

  /** The digits of the largest long. */
  private static final int LONGEST_WHOLE = 19;

  /** Whole numbers below it are exact, and their digits are those of the integer. */
  private static final double LARGEST_WHOLE = 1e15;

  /** In between, Java writes fractions as Go does. */
  private static final double JAVA_PLAIN_FROM = 1e-3;

  private static final double JAVA_PLAIN_TO = 1e7;

  /** Where Go begins to write an exponent: the position of the point before or after a digit. */
  private static final int SMALLEST_POINT = -5;

  private static final int LARGEST_POINT = 21;

  private char[] text = new char[ROOM];
  private int length;

  /** What has been collected; only the first length() characters count. */
  @SuppressWarnings("EI_EXPOSE_REP")
  char[] characters() {
    return text;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  NumberText append(char character) {
    if (length == text.length) {
      text = Arrays.copyOf(text, 2 * length);
    }
    text[length++] = character;
    return this;
  }

  private void append(String string, int from, int to) {
    int size = to - from;
    if (length + size > text.length) {
      text = Arrays.copyOf(text, 2 * (length + size));
    }
    string.getChars(from, to, text, length);
    length += size;
  }

  private void append(String string) {
    append(string, 0, string.length());
  }

  /** Milliseconds as seconds, the fraction only where there is one. */
  NumberText seconds(long millis) {
    if (millis < 0) {
      append('-');
    }
    whole(Math.abs(millis / 1000));
    int fraction = (int) Math.abs(millis % 1000);
    if (fraction > 0) {
      append('.').append(digit(fraction / 100));
      if (fraction % 100 > 0) {
        append(digit(fraction / 10 % 10));
      }
      if (fraction % 10 > 0) {
        append(digit(fraction % 10));
      }
    }
    return this;
  }

  /** The shortest text that reads back as the number; an exponent below 1e-6 and from 1e21 on. */
  NumberText number(double value) {
    return number(value, SMALLEST_POINT, LARGEST_POINT);
  }

  /** The shortest text that reads back as the number, without an exponent. */
  NumberText plain(double value) {
    return number(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  private NumberText number(double value, int smallestPoint, int largestPoint) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      append(Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
      return this;
    }
    if (value < 0 || (value == 0 && 1 / value < 0)) {
      append('-');
    }
    double size = Math.abs(value);
    if (size < LARGEST_WHOLE && size == Math.rint(size)) {
      whole((long) size);
    } else if (size >= JAVA_PLAIN_FROM && size < JAVA_PLAIN_TO) {
      append(Double.toString(size));
    } else {
      Digits digits = Digits.of(size);
      boolean plain = digits.point() >= smallestPoint && digits.point() <= largestPoint;
      if (plain) {
        plain(digits);
      } else {
        exponent(digits);
      }
    }
    return this;
  }

  /** As Go writes a number with an exponent, which has two digits at least: {@code 1e+00}. */
  NumberText scientific(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return number(value);
    }
    if (value < 0 || (value == 0 && 1 / value < 0)) {
      append('-');
    }
    exponent(Digits.of(Math.abs(value)));
    return this;
  }

  private void whole(long value) {
    int size = 1;
    for (long bound = 10; value >= bound && size < LONGEST_WHOLE; bound *= 10) {
      size++;
    }
    if (length + size > text.length) {
      text = Arrays.copyOf(text, 2 * (length + size));
    }
    int position = length + size;
    long rest = value;
    while (rest > Integer.MAX_VALUE) {
      text[--position] = digit((int) (rest % 10));
      rest /= 10;
    }
    int small = (int) rest;
    do {
      text[--position] = digit(small % 10);
      small /= 10;
    } while (position > length);
    length += size;
  }

  private static char digit(int value) {
    return (char) ('0' + value);
  }

  private void plain(Digits digits) {
    String all = digits.text();
    int point = digits.point();
    if (point <= 0) {
      append("0.");
      zeros(-point);
      append(all);
    } else if (point >= all.length()) {
      append(all);
      zeros(point - all.length());
    } else {
      append(all, 0, point);
      append('.').append(all, point, all.length());
    }
  }

  private void zeros(int count) {
    for (int i = 0; i < count; i++) {
      append('0');
    }
  }

  /** Has two digits at least. */
  private void exponent(Digits digits) {
    String all = digits.text();
    append(all.charAt(0));
    if (all.length() > 1) {
      append('.').append(all, 1, all.length());
    }
    int exponent = digits.point() - 1;
    append('e').append(exponent < 0 ? '-' : '+');
    if (Math.abs(exponent) < 10) {
      append('0');
    }
    whole(Math.abs(exponent));
  }

  @Override
  public String toString() {
    return new String(text, 0, length);
  }

  /**
   * The digits of a number without zeros around them.
   *
   * @param point where the decimal point stands: before the first digit at 0
   */
  private record Digits(String text, int point) {

    static Digits of(double value) {
      if (value == 0) {
        return new Digits("0", 1);
      }
      String java = Double.toString(value);
      int e = java.indexOf('E');
      int end = e < 0 ? java.length() : e;
      int exponent = e < 0 ? 0 : Integer.parseInt(java, e + 1, java.length(), 10);
      int dot = java.indexOf('.');
      String digits = java.substring(0, dot).concat(java.substring(dot + 1, end));
      int first = 0;
      while (digits.charAt(first) == '0') {
        first++;
      }
      int last = digits.length();
      while (digits.charAt(last - 1) == '0') {
        last--;
      }
      Digits found = new Digits(digits.substring(first, last), dot + exponent - first);
      return last - first == 2 ? found.shortened(value) : found;
    }

    /** Java writes at least two digits, also where one is enough to tell the number. */
    private Digits shortened(double value) {
      int rounded = (Integer.parseInt(text) + 5) / 10;
      boolean carried = rounded == 10;
      Digits one = new Digits(carried ? "1" : "" + rounded, carried ? point + 1 : point);
      double read = Double.parseDouble(one.text + "E" + (one.point - 1));
      return read == value ? one : this;
    }
  }
}
