// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the lines and bytes of answers through one buffer; the lines of one answer share a limit.
 */
final class HttpInput {
  private static final int MAX_LINES_BYTES = 64 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[8 * 1024];
  private int position;
  private int limit;
  private int lineBytesLeft = MAX_LINES_BYTES;
  private boolean answered;

  HttpInput(InputStream in) {
    this.in = in;
  }

  /** The answer to another request comes next. */
  void beginAnswer() {
    answered = false;
    beginBlock();
  }

  /** Whether anything of the present answer came. */
  boolean answered() {
    return answered;
  }

  /** Whether everything that came was read. */
  boolean isEmpty() {
    return position >= limit;
  }

  /** Whether nothing came that nobody asked for, as an answer to a connection that was idle. */
  boolean isSilent() {
    try {
      return isEmpty() && in.available() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  /** Whether an answer can be read from a connection that does not take our request. */
  boolean hasByte() {
    try {
      return fill();
    } catch (NetException _) {
      return false;
    }
  }

  /** Blocks until the answer begins. */
  void awaitFirstByte() throws NetException {
    if (!fill()) {
      throw new NetException(
          NetFailure.Kind.RESET, "connection closed by the peer without an answer");
    }
  }

  /** Begins a new block of lines: trailers, or the size of a chunk. */
  void beginBlock() {
    lineBytesLeft = MAX_LINES_BYTES;
  }

  /** A line without its end, in ISO-8859-1. */
  String line() throws NetException {
    byte[] line = new byte[128];
    int length = 0;
    while (true) {
      int next = read();
      if (lineBytesLeft-- == 0) {
        throw new NetException(
            NetFailure.Kind.TOO_LARGE, "the answer's headers are larger than 64 KiB");
      }
      if (next == '\n') {
        break;
      }
      if (next < 0) {
        throw ended("its headers");
      }
      if (length == line.length) {
        line = Arrays.copyOf(line, length * 2);
      }
      line[length++] = (byte) next;
    }
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, end, StandardCharsets.ISO_8859_1);
  }

  /** Up to {@code most} bytes; -1 at the end of the connection. */
  int read(byte[] target, int offset, int most) throws NetException {
    if (isEmpty() && most >= buffer.length) {
      return receive(target, offset, most);
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(most, limit - position);
    System.arraycopy(buffer, position, target, offset, count);
    position += count;
    return count;
  }

  static NetException ended(String part) {
    return new NetException(
        NetFailure.Kind.RESET, "connection closed by the peer in the middle of " + part);
  }

  private int read() throws NetException {
    return fill() ? buffer[position++] & 0xff : -1;
  }

  private boolean fill() throws NetException {
    if (position < limit) {
      return true;
    }
    position = 0;
    limit = receive(buffer, 0, buffer.length);
    return limit > 0;
  }

  private int receive(byte[] target, int offset, int most) throws NetException {
    try {
      int count = in.read(target, offset, most);
      answered |= count > 0;
      return count;
    } catch (NetException e) {
      throw e;
    } catch (IOException e) {
      throw new NetException(NetFailure.Kind.RESET, "reading failed", e);
    }
  }
}
