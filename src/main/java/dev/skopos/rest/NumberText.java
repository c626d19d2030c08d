// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Collects the text of numbers and times as Prometheus writes them. An answer may have a million of
 * them, so their digits go into one buffer, without objects on the way. Not thread-safe.
 */
final class NumberText {

  private static final int ROOM = 64;

  /** No number takes more. */
  private static final int LONGEST = 32;

  /** Whole numbers below it are exact, and their digits are those of the integer. */
  private static final double LARGEST_WHOLE = 1e15;

  /** Where Go begins to write an exponent: the position of the point before or after a digit. */
  private static final int SMALLEST_POINT = -5;

  private static final int LARGEST_POINT = 21;

  /** Two digits at a time take half of the divisions. */
  private static final byte[] PAIRS = pairs();

  private final ShortestDecimal decimal = new ShortestDecimal();
  private byte[] text;
  private int length;

  NumberText() {
    this(ROOM);
  }

  /** With room for so many bytes, to begin with. */
  NumberText(int room) {
    text = new byte[room];
  }

  private static byte[] pairs() {
    byte[] pairs = new byte[200];
    for (int i = 0; i < 100; i++) {
      pairs[2 * i] = digit(i / 10);
      pairs[2 * i + 1] = digit(i % 10);
    }
    return pairs;
  }

  int length() {
    return length;
  }

  /** Hands over what has been collected, and forgets it. */
  void writeTo(OutputStream out) throws IOException {
    out.write(text, 0, length);
    length = 0;
  }

  private void reserve(int more) {
    if (length + more > text.length) {
      text = Arrays.copyOf(text, 2 * (length + more));
    }
  }

  NumberText append(char ascii) {
    reserve(1);
    text[length++] = (byte) ascii;
    return this;
  }

  private NumberText append(String ascii) {
    for (int i = 0; i < ascii.length(); i++) {
      append(ascii.charAt(i));
    }
    return this;
  }

  /** Milliseconds as seconds, the fraction only where there is one. */
  NumberText seconds(long millis) {
    if (millis < 0) {
      append('-');
    }
    whole(Math.abs(millis / 1000));
    int fraction = (int) Math.abs(millis % 1000);
    if (fraction > 0) {
      fraction(fraction);
    }
    return this;
  }

  /** Thousandths, without zeros at their end. */
  private void fraction(int thousandths) {
    reserve(4);
    text[length++] = '.';
    text[length++] = digit(thousandths / 100);
    if (thousandths % 100 > 0) {
      text[length++] = digit(thousandths / 10 % 10);
    }
    if (thousandths % 10 > 0) {
      text[length++] = digit(thousandths % 10);
    }
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
      return append(Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf");
    }
    if (value < 0 || (value == 0 && 1 / value < 0)) {
      append('-');
    }
    double size = Math.abs(value);
    if (size < LARGEST_WHOLE && size == Math.rint(size)) {
      whole((long) size);
      return this;
    }
    decimal.read(size);
    int count = digitCount(decimal.digits());
    int point = count + decimal.exponent();
    if (point >= smallestPoint && point <= largestPoint) {
      plain(decimal.digits(), count, point);
    } else {
      exponent(decimal.digits(), count, point);
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
    if (value == 0) {
      return append("0e+00");
    }
    decimal.read(Math.abs(value));
    int count = digitCount(decimal.digits());
    exponent(decimal.digits(), count, count + decimal.exponent());
    return this;
  }

  /** Of an integer that is not negative. */
  private static int digitCount(long value) {
    int count = 1;
    for (long bound = 10; value >= bound && count < 19; bound *= 10) {
      count++;
    }
    return count;
  }

  private void whole(long value) {
    int count = digitCount(value);
    reserve(count);
    digits(value, length + count);
    length += count;
  }

  /** Puts the digits before the position. */
  private void digits(long value, int end) {
    int position = end;
    long rest = value;
    while (rest > Integer.MAX_VALUE) {
      position = pair((int) (rest % 100), position);
      rest /= 100;
    }
    int small = (int) rest;
    while (small >= 100) {
      position = pair(small % 100, position);
      small /= 100;
    }
    if (small >= 10) {
      pair(small, position);
    } else {
      text[position - 1] = digit(small);
    }
  }

  private int pair(int value, int end) {
    text[end - 2] = PAIRS[2 * value];
    text[end - 1] = PAIRS[2 * value + 1];
    return end - 2;
  }

  private static byte digit(int value) {
    return (byte) ('0' + value);
  }

  private void plain(long digits, int count, int point) {
    reserve(LONGEST);
    if (point <= 0) {
      append("0.").zeros(-point);
      whole(digits);
    } else if (point >= count) {
      whole(digits);
      zeros(point - count);
    } else {
      digits(digits, length + 1 + count);
      System.arraycopy(text, length + 1, text, length, point);
      text[length + point] = '.';
      length += count + 1;
    }
  }

  private void zeros(int count) {
    for (int i = 0; i < count; i++) {
      append('0');
    }
  }

  private void exponent(long digits, int count, int point) {
    reserve(LONGEST);
    if (count == 1) {
      whole(digits);
    } else {
      digits(digits, length + 1 + count);
      text[length] = text[length + 1];
      text[length + 1] = '.';
      length += count + 1;
    }
    int exponent = point - 1;
    append('e').append(exponent < 0 ? '-' : '+');
    if (Math.abs(exponent) < 10) {
      append('0');
    }
    whole(Math.abs(exponent));
  }

  @Override
  public String toString() {
    return new String(text, 0, length, StandardCharsets.US_ASCII);
  }
}
