// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.parse;

/** What characters are to the language; ASCII alone, as in Prometheus. */
final class Characters {

  private Characters() {}

  static boolean isSpace(int character) {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
  }

  static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  static boolean isAlpha(int character) {
    return character == '_'
        || (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z');
  }

  static boolean isAlphaNumeric(int character) {
    return isAlpha(character) || isDigit(character);
  }
}
