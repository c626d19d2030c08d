// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.http;

import dev.skopos.net.NetException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Takes the bodies of answers, one after another, so that their memory is used again. It grows with
 * what comes, not with what a server announces. Not thread-safe.
 */
public final class BodyBuffer {

  private static final int FIRST = 16 << 10;

  /** As much is believed of a length that a server announces. */
  private static final int MOST_ANNOUNCED = 1 << 20;

  private static final byte[] NONE = {};

  private final Memory memory;
  private byte[] bytes = NONE;
  private int length;

  /** Where memory comes from. */
  @FunctionalInterface
  public interface Memory {

    /** Whatever the heap has. */
    Memory HEAP = _ -> {};

    /**
     * The buffer is to grow by so many bytes.
     *
     * @throws NetException when they are not to be had; then the answer fails
     */
    void take(int bytes) throws NetException;
  }

  public BodyBuffer(Memory memory) {
    this.memory = memory;
  }

  /** The bytes of the last body; behind its length there are others. Until the next body. */
  public byte[] array() {
    return bytes;
  }

  /** The length of the last body. */
  public int length() {
    return length;
  }

  /** How much memory the buffer has. */
  public int capacity() {
    return bytes.length;
  }

  void clear() {
    length = 0;
  }

  /** The last body, of which the buffer knows nothing any more. */
  HttpBody release() {
    byte[] exact = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    bytes = NONE;
    length = 0;
    return HttpBody.owning(exact);
  }

  /**
   * Reads a body up to the limit.
   *
   * @param announced how long it is said to be; 0: not known
   * @return whether it goes on behind the limit
   */
  boolean read(InputStream in, long announced, int limit) throws IOException {
    clear();
    int first = (int) Math.min(announced, MOST_ANNOUNCED);
    if (first > bytes.length) {
      grow(Math.max(first, bytes.length + bytes.length / 2), limit);
    }
    while (length < limit) {
      if (length == bytes.length) {
        int next = in.read();
        if (next < 0) {
          return false;
        }
        grow(Math.max(FIRST, 2L * bytes.length), limit);
        bytes[length++] = (byte) next;
        continue;
      }
      int count = in.read(bytes, length, Math.min(bytes.length, limit) - length);
      if (count < 0) {
        return false;
      }
      length += count;
    }
    return in.read() >= 0;
  }

  private void grow(long wished, int limit) throws NetException {
    int capacity = (int) Math.min(wished, limit);
    memory.take(capacity - bytes.length);
    bytes = Arrays.copyOf(bytes, capacity);
  }
}
