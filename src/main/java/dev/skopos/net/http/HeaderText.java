// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

/**
 * Which characters header fields may have (RFC 9110, section 5). Loops, since both directions pass
 * here for every field of every request.
 */
final class HeaderText {

  private static final String TOKEN_SIGNS = "!#$%&'*+.^_`|~-";

  private HeaderText() {}

  /** Whether the text is a name of a field, or a method. */
  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean digit = c >= '0' && c <= '9';
      if (!letter && !digit && TOKEN_SIGNS.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Whether the text has a character that could end a line, or is none of a text. */
  static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f) {
        return true;
      }
    }
    return false;
  }
}
