// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.NetException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of an answer as its framing bounds it: by length, in chunks, or up to the end of the
 * connection.
 */
final class FramedInput extends InputStream {
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(?:;.*)?");

  /** Extensions of chunks mean nothing to us; a server could hide a body of any size in them. */
  private static final int MAX_CHUNK_LINE = 256;

  /** What bounds the body. */
  private enum Framing {
    LENGTH,
    CHUNKED,
    CLOSE
  }

  private final HttpInput in;
  private final Framing framing;
  private long left;
  private boolean first = true;
  private boolean ended;
  private HttpHeaders trailers = HttpHeaders.EMPTY;

  private FramedInput(HttpInput in, Framing framing, long left) {
    this.in = in;
    this.framing = framing;
    this.left = left;
  }

  static FramedInput of(HttpHeaders headers, HttpInput in) throws NetException {
    List<String> encodings = headers.all("Transfer-Encoding");
    List<String> lengths = headers.all("Content-Length").stream().distinct().toList();
    if (!encodings.isEmpty() && !lengths.isEmpty()) {
      throw ResponseReader.protocol("the answer has both Content-Length and Transfer-Encoding");
    }
    if (!encodings.isEmpty()) {
      if (encodings.size() > 1 || !encodings.getFirst().equalsIgnoreCase("chunked")) {
        throw ResponseReader.protocol("the answer has a Transfer-Encoding other than chunked");
      }
      return new FramedInput(in, Framing.CHUNKED, 0);
    }
    if (lengths.isEmpty()) {
      return new FramedInput(in, Framing.CLOSE, Long.MAX_VALUE);
    }
    if (lengths.size() > 1 || !LENGTH.matcher(lengths.getFirst()).matches()) {
      throw ResponseReader.protocol("the answer's Content-Length is not one number");
    }
    return new FramedInput(in, Framing.LENGTH, Long.parseLong(lengths.getFirst()));
  }

  /** How many bytes there are; 0: not known. */
  long expected() {
    return framing == Framing.LENGTH ? left : 0;
  }

  /** Whether another answer can follow behind this body, which must be read to its end. */
  boolean hasEnd() {
    return framing != Framing.CLOSE;
  }

  /** What followed the last chunk; known when the body was read to its end. */
  HttpHeaders trailers() {
    return trailers;
  }

  @Override
  public int read() throws NetException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws NetException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && framing == Framing.CHUNKED && !ended) {
      nextChunk();
    }
    if (ended || left == 0) {
      return -1;
    }
    int count = in.read(target, offset, (int) Math.min(length, left));
    if (count < 0) {
      if (framing != Framing.CLOSE) {
        throw HttpInput.ended("the body");
      }
      ended = true;
      return -1;
    }
    left -= framing == Framing.CLOSE ? 0 : count;
    return count;
  }

  private void nextChunk() throws NetException {
    in.beginBlock();
    if (!first && !in.line().isEmpty()) {
      throw ResponseReader.protocol("a chunk is longer than its size says");
    }
    first = false;
    String line = in.line();
    Matcher size = CHUNK.matcher(line);
    if (line.length() > MAX_CHUNK_LINE || !size.matches()) {
      throw ResponseReader.protocol("a chunk has no proper size");
    }
    left = Long.parseLong(size.group(1), 16);
    if (left == 0) {
      ended = true;
      trailers = HeaderReader.read(in);
    }
  }
}
