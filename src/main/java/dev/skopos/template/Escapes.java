// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

/** Makes texts harmless in HTML and JavaScript, with the replacements that Go uses. */
final class Escapes {

  private Escapes() {}

  static String html(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> escaped.append("&#34;");
        case '\'' -> escaped.append("&#39;");
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case 0 -> escaped.append('\uFFFD');
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  static String js(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> escaped.append("\\\\");
        case '\'' -> escaped.append("\\'");
        case '"' -> escaped.append("\\\"");
        case '<', '>', '&', '=' -> escaped.append("\\u%04X".formatted((int) c));
        default -> escaped.append(c < ' ' ? "\\u%04X".formatted((int) c) : String.valueOf(c));
      }
    }
    return escaped.toString();
  }
}
