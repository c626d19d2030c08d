// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

/** Finds the end of a quoted string and refuses escapes that Go would not know. */
final class StringScanner {

  private static final int HIGHEST_BYTE = 255;

  private final String input;
  private final int start;
  private int position;

  /**
   * A scanner.
   *
   * @param start where the opening quote stands
   * @param position the character behind it
   */
  StringScanner(String input, int start, int position) {
    this.input = input;
    this.start = start;
    this.position = position;
  }

  /** The position behind the closing quote. */
  int skip(int quote) throws ParseException {
    boolean raw = quote == '`';
    while (true) {
      int character = read();
      if (character == Lexer.END || (!raw && character == '\n')) {
        throw error(raw ? "unterminated raw string" : "unterminated quoted string");
      }
      if (character == 0xFFFD) {
        throw error("invalid UTF-8 rune");
      }
      if (character == quote) {
        return position;
      }
      if (!raw && character == '\\') {
        escape(quote);
      }
    }
  }

  private void escape(int quote) throws ParseException {
    int character = read();
    switch (character) {
      case 'a', 'b', 'f', 'n', 'r', 't', 'v', '\\' -> {}
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        position--;
        digits(3, 8, HIGHEST_BYTE);
      }
      case 'x' -> digits(2, 16, HIGHEST_BYTE);
      case 'u' -> digits(4, 16, Character.MAX_CODE_POINT);
      case 'U' -> digits(8, 16, Character.MAX_CODE_POINT);
      case Lexer.END -> throw error("escape sequence not terminated");
      default -> {
        if (character != quote) {
          throw error("unknown escape sequence " + codePoint(character));
        }
      }
    }
  }

  private void digits(int count, int base, int highest) throws ParseException {
    long value = 0;
    for (int i = 0; i < count; i++) {
      int character = read();
      int digit = character < 128 ? Character.digit(character, base) : -1;
      if (character == Lexer.END) {
        throw error("escape sequence not terminated");
      }
      if (digit < 0) {
        throw error("illegal character " + codePoint(character) + " in escape sequence");
      }
      value = value * base + digit;
    }
    if (value > highest || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)) {
      throw error("escape sequence is an invalid Unicode code point");
    }
  }

  private static String codePoint(int character) {
    String number = "U+%04X".formatted(character);
    return Character.isISOControl(character)
        ? number
        : number + " '" + Character.toString(character) + "'";
  }

  private int read() {
    if (position >= input.length()) {
      return Lexer.END;
    }
    int character = input.codePointAt(position);
    position += Character.charCount(character);
    return character;
  }

  private ParseException error(String problem) {
    return ParseException.at(start, input, problem);
  }
}
