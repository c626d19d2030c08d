// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of numbers, durations and strings that the lexer has accepted. */
final class Literals {

  private static final Pattern NUMBER =
      Pattern.compile("0[xX]_?\\p{XDigit}+(_\\p{XDigit}+)*|[0-9.]+(_[0-9.]+)*([eE][+-]?[0-9_]+)?");
  private static final Pattern OCTAL = Pattern.compile("0[0-7]+");
  private static final Pattern DURATION =
      Pattern.compile(
          "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
  private static final Pattern PART = Pattern.compile("\\d+(\\D+)");
  private static final List<String> UNIT_NAMES = List.of("y", "w", "d", "h", "m", "s", "ms");
  private static final long DAY = 86_400_000L;
  private static final long[] UNITS = {365 * DAY, 7 * DAY, DAY, 3_600_000, 60_000, 1_000, 1};
  private static final long LONGEST_MILLIS = Long.MAX_VALUE / 1_000_000;

  /** Longer ones are an attack on the quadratic conversion, not a number. */
  private static final int MOST_DIGITS = 1_000;

  private Literals() {}

  /**
   * The value of a number.
   *
   * @throws IllegalArgumentException when it is none
   */
  static double number(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.equals("inf")) {
      return Double.POSITIVE_INFINITY;
    }
    if (lower.equals("nan")) {
      return Double.NaN;
    }
    if (text.length() > MOST_DIGITS || !NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "error parsing number: strconv.ParseFloat: parsing \"" + text + "\": invalid syntax");
    }
    String digits = lower.replace("_", "");
    if (digits.startsWith("0x")) {
      return new BigInteger(digits.substring(2), 16).doubleValue();
    }
    return OCTAL.matcher(digits).matches()
        ? new BigInteger(digits, 8).doubleValue()
        : finite(text, Double.parseDouble(digits));
  }

  private static double finite(String text, double value) {
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "error parsing number: strconv.ParseFloat: parsing \"" + text + "\": value out of range");
    }
    return value;
  }

  /**
   * The seconds of a duration.
   *
   * @throws IllegalArgumentException when its units are unknown, out of order or too many
   */
  static double seconds(String text) {
    if (text.length() > MOST_DIGITS) {
      throw new IllegalArgumentException("not a valid duration string: \"" + text + "\"");
    }
    Matcher parts = DURATION.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      throw new IllegalArgumentException(badDuration(text));
    }
    BigInteger milliseconds = BigInteger.ZERO;
    for (int i = 0; i < UNITS.length; i++) {
      String part = parts.group(i + 1);
      if (part != null) {
        milliseconds =
            milliseconds.add(new BigInteger(part).multiply(BigInteger.valueOf(UNITS[i])));
      }
    }
    if (milliseconds.compareTo(BigInteger.valueOf(LONGEST_MILLIS)) > 0) {
      throw new IllegalArgumentException("duration out of range");
    }
    return milliseconds.longValueExact() / 1000.0;
  }

  /** Prometheus names the first unit that it does not know, if all before are in order. */
  private static String badDuration(String text) {
    Matcher part = PART.matcher(text);
    int last = -1;
    while (part.lookingAt()) {
      int unit = UNIT_NAMES.indexOf(part.group(1));
      if (unit < 0) {
        return "unknown unit \"" + part.group(1) + "\" in duration \"" + text + "\"";
      }
      if (unit <= last) {
        break;
      }
      last = unit;
      part.region(part.end(), text.length());
    }
    return "not a valid duration string: \"" + text + "\"";
  }

  /** The text of a string without its quotes and escapes; escaped bytes are read as UTF-8. */
  static String unquote(String quoted) {
    String inside = quoted.substring(1, quoted.length() - 1);
    if (quoted.charAt(0) == '`' || inside.indexOf('\\') < 0) {
      return inside;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(inside.length());
    int position = 0;
    while (position < inside.length()) {
      int character = inside.codePointAt(position);
      position +=
          character == '\\'
              ? unescape(inside, position + 1, bytes)
              : write(bytes, character, Character.charCount(character));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** Writes the character of an escape; returns the length of all of it. */
  private static int unescape(String text, int position, ByteArrayOutputStream bytes) {
    char kind = text.charAt(position);
    return switch (kind) {
      case 'a' -> write(bytes, 7, 2);
      case 'b' -> write(bytes, '\b', 2);
      case 'f' -> write(bytes, '\f', 2);
      case 'n' -> write(bytes, '\n', 2);
      case 'r' -> write(bytes, '\r', 2);
      case 't' -> write(bytes, '\t', 2);
      case 'v' -> write(bytes, 11, 2);
      case 'x' -> {
        bytes.write(Integer.parseInt(text, position + 1, position + 3, 16));
        yield 4;
      }
      case 'u' -> write(bytes, Integer.parseInt(text, position + 1, position + 5, 16), 6);
      case 'U' -> write(bytes, Integer.parseInt(text, position + 1, position + 9, 16), 10);
      default -> {
        if (kind >= '0' && kind <= '7') {
          bytes.write(Integer.parseInt(text, position, position + 3, 8));
          yield 4;
        }
        yield write(bytes, kind, 2);
      }
    };
  }

  private static int write(ByteArrayOutputStream bytes, int character, int length) {
    bytes.writeBytes(Character.toString(character).getBytes(StandardCharsets.UTF_8));
    return length;
  }
}
