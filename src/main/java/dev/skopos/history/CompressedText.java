// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Text as gzip. */
final class CompressedText {

  /** The most bytes that a column of H2 has room for. */
  static final int MOST_COMPRESSED = 1 << 20;

  private CompressedText() {}

  /** Refuses a text that is too long, before or after. */
  static byte[] of(String text, int most) throws IOException {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    limit("content", plain.length, most);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream compressed = new GZIPOutputStream(bytes)) {
      compressed.write(plain);
    }
    limit("compressed content", bytes.size(), MOST_COMPRESSED);
    return bytes.toByteArray();
  }

  private static void limit(String what, int length, int most) {
    if (length > most) {
      throw new IllegalArgumentException(
          "%s has %d bytes; expected at most %d".formatted(what, length, most));
    }
  }

  static String read(byte[] compressed, int most) throws IOException {
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      byte[] bytes = plain.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new IOException("more than %d bytes".formatted(most));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
