// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

/** Reads Go's literals: numbers, characters, quoted and raw strings. */
final class Literals {

  private Literals() {}

  static String string(String template, Token token) throws TemplateException {
    String inner = token.text().substring(1, token.text().length() - 1);
    return token.kind() == Token.Kind.RAW_STRING ? inner : unescape(template, token, inner);
  }

  /** A character is the number of its code point, as Go's runes are. */
  static Long character(String template, Token token) throws TemplateException {
    String inner = unescape(template, token, token.text().substring(1, token.text().length() - 1));
    if (inner.codePointCount(0, inner.length()) != 1) {
      throw error(template, token, "malformed character constant: " + token.text());
    }
    return (long) inner.codePointAt(0);
  }

  /** A Long for integers, otherwise a Double. */
  static Number number(String template, Token token) throws TemplateException {
    String text = token.text().replace("_", "");
    try {
      if (isInteger(text)) {
        return integer(text);
      }
      return Double.valueOf(text);
    } catch (NumberFormatException _) {
      throw error(template, token, "bad number syntax: \"" + token.text() + '"');
    }
  }

  private static boolean isInteger(String text) {
    boolean hexadecimal = text.contains("0x") || text.contains("0X");
    return hexadecimal
        ? !text.contains("p") && !text.contains("P")
        : text.chars().noneMatch(c -> c == '.' || c == 'e' || c == 'E');
  }

  private static Long integer(String text) {
    String digits = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
    String sign = text.startsWith("-") ? "-" : "";
    String lower = digits.toLowerCase(java.util.Locale.ROOT);
    if (lower.startsWith("0x")) {
      return Long.parseLong(sign + digits.substring(2), 16);
    }
    if (lower.startsWith("0b")) {
      return Long.parseLong(sign + digits.substring(2), 2);
    }
    if (lower.startsWith("0o")) {
      return Long.parseLong(sign + digits.substring(2), 8);
    }
    boolean octal = digits.length() > 1 && digits.startsWith("0");
    return Long.parseLong(sign + digits, octal ? 8 : 10);
  }

  private static String unescape(String template, Token token, String text)
      throws TemplateException {
    StringBuilder result = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\\') {
        result.append(c);
        continue;
      }
      char kind = text.charAt(i++);
      int digits = digits(kind);
      if (digits > 0) {
        int from = Character.isDigit(kind) ? i - 1 : i;
        result.appendCodePoint(codePoint(template, token, text, from, digits, radix(kind)));
        i = from + digits;
      } else {
        result.append(simple(template, token, kind));
      }
    }
    return result.toString();
  }

  private static int digits(char kind) {
    return switch (kind) {
      case 'x' -> 2;
      case 'u' -> 4;
      case 'U' -> 8;
      case '0', '1', '2', '3' -> 3;
      default -> 0;
    };
  }

  private static int radix(char kind) {
    return Character.isDigit(kind) ? 8 : 16;
  }

  private static int codePoint(
      String template, Token token, String text, int from, int digits, int radix)
      throws TemplateException {
    try {
      int point = Integer.parseInt(text.substring(from, from + digits), radix);
      if (Character.isValidCodePoint(point)) {
        return point;
      }
    } catch (NumberFormatException | StringIndexOutOfBoundsException _) {
      // said below
    }
    throw error(template, token, "bad escape in " + token.text());
  }

  private static char simple(String template, Token token, char kind) throws TemplateException {
    return switch (kind) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'a' -> '\u0007';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'v' -> '\u000b';
      case '\\', '"', '\'' -> kind;
      default ->
          throw error(template, token, "bad escape \\%s in %s".formatted(kind, token.text()));
    };
  }

  private static TemplateException error(String template, Token token, String problem) {
    return new TemplateException(template, token.line(), problem);
  }
}
