// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

/** Double-quoted text as Go's {@code %q} writes it, which is what Prometheus' messages use. */
public final class Quoting {

  /** Stands for bytes that are no character; refused in a query unless escaped. */
  private static final int REPLACEMENT = 0xFFFD;

  private Quoting() {}

  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(character -> append(quoted, character, '"'));
    return quoted.append('"').toString();
  }

  /** A single character in single quotes. */
  public static String quote(int character) {
    StringBuilder quoted = new StringBuilder("'");
    append(quoted, character, '\'');
    return quoted.append('\'').toString();
  }

  private static void append(StringBuilder quoted, int character, char delimiter) {
    switch (character) {
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\t' -> quoted.append("\\t");
      case '\r' -> quoted.append("\\r");
      case '\f' -> quoted.append("\\f");
      case '\b' -> quoted.append("\\b");
      case 7 -> quoted.append("\\a");
      case 11 -> quoted.append("\\v");
      default -> appendOther(quoted, character, delimiter);
    }
  }

  private static void appendOther(StringBuilder quoted, int character, char delimiter) {
    if (character == delimiter) {
      quoted.append('\\').append(delimiter);
    } else if (character < ' ' || character == 127) {
      quoted.append("\\x%02x".formatted(character));
    } else if (character == REPLACEMENT
        || Character.isISOControl(character)
        || !Character.isDefined(character)) {
      quoted.append((character < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(character));
    } else {
      quoted.appendCodePoint(character);
    }
  }
}
