// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes of an exposition as text, and as people can read them in an error. */
final class Excerpt {

  private static final int MOST = 60;

  private Excerpt() {}

  /** In quotes; what cannot be printed is escaped, what is long is cut off. */
  static String of(byte[] bytes, int from, int to) {
    int end = Math.min(to, from + MOST);
    StringBuilder text = new StringBuilder("\"");
    for (int at = from; at < end; at++) {
      int c = bytes[at] & 0xff;
      switch (c) {
        case '"', '\\' -> text.append('\\').append((char) c);
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        default -> text.append(c >= ' ' && c < 0x7f ? "" + (char) c : "\\x%02x".formatted(c));
      }
    }
    return text.append(end < to ? "\"..." : "\"").toString();
  }

  static String quoted(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return of(bytes, 0, bytes.length);
  }

  /** The line that a position is in, counted from 1. */
  static int line(byte[] bytes, int position) {
    int line = 1;
    for (int at = 0; at < position; at++) {
      if (bytes[at] == '\n') {
        line++;
      }
    }
    return line;
  }

  static boolean isAscii(byte[] bytes, int from, int to) {
    int all = 0;
    for (int at = from; at < to; at++) {
      all |= bytes[at];
    }
    return all >= 0;
  }

  /**
   * The text.
   *
   * @throws InvalidExpositionException when it is not UTF-8
   */
  static String utf8(String what, byte[] bytes, int from, int to)
      throws InvalidExpositionException {
    if (isAscii(bytes, from, to)) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException _) {
      throw new InvalidExpositionException(
          "%s is not UTF-8: %s".formatted(what, of(bytes, from, to)));
    }
  }
}
