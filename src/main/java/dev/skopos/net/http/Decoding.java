// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Undoes Content-Encoding while it is read, so that a small answer cannot grow beyond what the
 * reader takes.
 */
final class Decoding {
  private static final int ZLIB_METHOD = 8;

  /** As much is handed to the decoder at a time; the JDK's 512 bytes are a call for each. */
  private static final int INPUT = 8 << 10;

  private Decoding() {}

  /** Codings that are not known are left as they are: a check may look at any bytes. */
  static InputStream of(HttpHeaders headers, InputStream encoded) throws IOException {
    List<String> codings = headers.all("Content-Encoding");
    if (codings.size() != 1) {
      return encoded;
    }
    BufferedInputStream peekable = new BufferedInputStream(encoded);
    return switch (codings.getFirst().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> peek(peekable) < 0 ? peekable : new GZIPInputStream(peekable, INPUT);
      case "deflate" -> peek(peekable) < 0 ? peekable : deflate(peekable);
      default -> encoded;
    };
  }

  /**
   * RFC 9110 means zlib's format, some servers send bare deflate; zlib's first byte tells them
   * apart.
   */
  private static InputStream deflate(BufferedInputStream encoded) throws IOException {
    boolean zlib = (peek(encoded) & 0x0f) == ZLIB_METHOD;
    return zlib ? new InflaterInputStream(encoded) : new BareInflaterInput(encoded);
  }

  /**
   * The first byte without taking it; -1 when the body is empty, as some servers send it in spite
   * of the header.
   */
  private static int peek(BufferedInputStream in) throws IOException {
    in.mark(1);
    int first = in.read();
    in.reset();
    return first;
  }

  /**
   * Ends its inflater, which holds native memory; the JDK's stream ends only one that it made
   * itself.
   */
  private static final class BareInflaterInput extends InflaterInputStream {
    BareInflaterInput(InputStream encoded) {
      super(encoded, new Inflater(true));
    }

    @Override
    public void close() throws IOException {
      inf.end();
      super.close();
    }
  }
}
