// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Go's {@code fmt.Sprintf}, for the verbs and values that templates have. */
final class GoFormat {

  private static final int MAX_WIDTH = 1_000;
  private static final int UNSET = -1;

  /** One verb with what stands between it and the percent sign. */
  private record Verb(String flags, int width, int precision, char letter) {
    boolean has(char flag) {
      return flags.indexOf(flag) >= 0;
    }
  }

  private final String format;
  private final List<@Nullable Object> values;
  private final StringBuilder output = new StringBuilder();
  private int position;
  private int used;

  private GoFormat(String format, List<@Nullable Object> values) {
    this.format = format;
    this.values = values;
  }

  static String format(String format, List<@Nullable Object> values) {
    return new GoFormat(format, values).run();
  }

  private String run() {
    while (position < format.length()) {
      char c = format.charAt(position++);
      if (c != '%') {
        output.append(c);
      } else if (position >= format.length()) {
        output.append("%!(NOVERB)");
      } else {
        verb();
      }
    }
    if (used < values.size()) {
      output.append("%!(EXTRA ");
      List<@Nullable Object> extra = values.subList(used, values.size());
      output.append(String.join(", ", extra.stream().map(GoFormat::typed).toList())).append(')');
    }
    return output.toString();
  }

  private void verb() {
    int flagsFrom = position;
    while (position < format.length() && "+-# 0".indexOf(format.charAt(position)) >= 0) {
      position++;
    }
    String flags = format.substring(flagsFrom, position);
    int width = number();
    int precision = UNSET;
    if (position < format.length() && format.charAt(position) == '.') {
      position++;
      precision = Math.max(number(), 0);
    }
    if (position >= format.length()) {
      output.append("%!(NOVERB)");
      return;
    }
    print(new Verb(flags, width, precision, format.charAt(position++)));
  }

  /** A number, or the next value where a star stands; UNSET where there is none. */
  private int number() {
    if (position < format.length() && format.charAt(position) == '*') {
      position++;
      return used < values.size() && values.get(used++) instanceof Long number
          ? (int) Math.min(number, MAX_WIDTH)
          : UNSET;
    }
    int from = position;
    while (position < format.length() && Character.isDigit(format.charAt(position))) {
      position++;
    }
    if (from == position) {
      return UNSET;
    }
    return position - from > 4
        ? MAX_WIDTH
        : Math.min(MAX_WIDTH, Integer.parseInt(format.substring(from, position)));
  }

  private void print(Verb verb) {
    if (verb.letter == '%') {
      output.append('%');
    } else if (used >= values.size()) {
      output.append("%!").append(verb.letter).append("(MISSING)");
    } else {
      output.append(padded(verb, values.get(used++)));
    }
  }

  private static String padded(Verb verb, @Nullable Object value) {
    String text = text(verb, value);
    int missing = verb.width - text.codePointCount(0, text.length());
    if (missing <= 0) {
      return text;
    }
    if (verb.has('-')) {
      return text + " ".repeat(missing);
    }
    boolean number = value instanceof Number && !text.endsWith("Inf") && !text.equals("NaN");
    if (!verb.has('0') || (!number && value instanceof Number)) {
      return " ".repeat(missing) + text;
    }
    boolean signed = number && (text.startsWith("-") || text.startsWith("+"));
    return signed
        ? text.charAt(0) + "0".repeat(missing) + text.substring(1)
        : "0".repeat(missing) + text;
  }

  private static String text(Verb verb, @Nullable Object value) {
    if (verb.letter == 'T') {
      return Values.type(value);
    }
    return switch (value) {
      case null -> verb.letter == 'v' ? "<nil>" : bad(verb, null);
      case Long number -> signed(verb, ofInteger(verb, number));
      case Double number -> signed(verb, ofFloat(verb, number));
      case Boolean bool ->
          verb.letter == 't' || verb.letter == 'v' ? bool.toString() : bad(verb, value);
      case String text -> ofText(verb, text, value);
      case List<?> list when verb.letter != 'v' && verb.letter != 's' -> ofList(verb, list);
      case Object _ -> ofText(verb, Values.text(value), value);
    };
  }

  private static String ofList(Verb verb, List<?> list) {
    return '['
        + String.join(" ", list.stream().map(item -> text(verb, Values.of(item))).toList())
        + ']';
  }

  private static String signed(Verb verb, String text) {
    boolean number = !text.startsWith("%!") && !text.startsWith("-") && !text.startsWith("+");
    boolean quoted = verb.letter == 'c' || verb.letter == 'q' || verb.letter == 'U';
    if (!number || quoted) {
      return text;
    }
    return verb.has('+') ? '+' + text : verb.has(' ') ? ' ' + text : text;
  }

  private static String ofInteger(Verb verb, long number) {
    return switch (verb.letter) {
      case 'd', 'v' -> Long.toString(number);
      case 'x' -> (verb.has('#') ? "0x" : "") + Long.toString(number, 16);
      case 'X' -> (verb.has('#') ? "0X" : "") + Long.toString(number, 16).toUpperCase(Locale.ROOT);
      case 'o' -> (verb.has('#') ? "0" : "") + Long.toString(number, 8);
      case 'b' -> Long.toString(number, 2);
      case 'c' -> character(number);
      case 'q' -> '\'' + character(number) + '\'';
      case 'U' -> "U+%04X".formatted(number);
      default -> bad(verb, number);
    };
  }

  private static String character(long number) {
    boolean valid = number >= 0 && number <= Character.MAX_CODE_POINT;
    return valid ? Character.toString((int) number) : "\uFFFD";
  }

  private static String ofFloat(Verb verb, double number) {
    int six = verb.precision == UNSET ? 6 : verb.precision;
    String text =
        switch (verb.letter) {
          case 'f', 'F' -> GoFloat.fixed(number, six);
          case 'e' -> GoFloat.exponential(number, six);
          case 'E' -> GoFloat.exponential(number, six).toUpperCase(Locale.ROOT);
          case 'g', 'v' -> GoFloat.general(number, verb.precision);
          case 'G' -> GoFloat.general(number, verb.precision).toUpperCase(Locale.ROOT);
          default -> bad(verb, number);
        };
    return Double.isFinite(number) ? text : special(text, number);
  }

  private static String special(String text, double number) {
    return text.startsWith("%!") ? text : GoFloat.shortest(number);
  }

  private static String ofText(Verb verb, String text, @Nullable Object value) {
    return switch (verb.letter) {
      case 's', 'v' -> cut(verb, text);
      case 'q' -> quote(cut(verb, text));
      case 'x' -> hex(text);
      case 'X' -> hex(text).toUpperCase(Locale.ROOT);
      default -> bad(verb, value);
    };
  }

  private static String cut(Verb verb, String text) {
    return verb.precision == UNSET || text.codePointCount(0, text.length()) <= verb.precision
        ? text
        : text.substring(0, text.offsetByCodePoints(0, verb.precision));
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The text as a Go string literal. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(point -> quoted.append(quoted(point)));
    return quoted.append('"').toString();
  }

  private static String quoted(int point) {
    return switch (point) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\t' -> "\\t";
      case '\r' -> "\\r";
      default ->
          point < ' ' || point == 0x7f ? "\\x%02x".formatted(point) : Character.toString(point);
    };
  }

  private static String bad(Verb verb, @Nullable Object value) {
    return "%!" + verb.letter + '(' + typed(value) + ')';
  }

  private static String typed(@Nullable Object value) {
    return value == null ? "<nil>" : Values.type(value) + '=' + Values.text(value);
  }
}
