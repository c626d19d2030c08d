// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a message; immutable. */
public final class HttpBody {
  public static final HttpBody EMPTY = new HttpBody(new byte[0]);

  private final byte[] bytes;

  private HttpBody(byte[] bytes) {
    this.bytes = bytes;
  }

  public static HttpBody of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new HttpBody(bytes.clone());
  }

  /** Keeps the array itself, which nobody may change any more. */
  static HttpBody owning(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new HttpBody(bytes);
  }

  /** The text in UTF-8. */
  public static HttpBody of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public int length() {
    return bytes.length;
  }

  /** A copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  public InputStream stream() {
    return new ByteArrayInputStream(bytes);
  }

  public String text(Charset charset) {
    return new String(bytes, charset);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HttpBody that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The length only. */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
