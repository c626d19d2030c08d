// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.chunk;

import dev.skopos.tsdb.format.ByteWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads what {@link BitWriter} wrote. Behind the end it reads a few zeros and then raises an
 * IndexOutOfBoundsException, which the chunk's decoder turns into its own. Not thread-safe.
 */
final class BitReader {

  /** Bits that tell the size of a sized number, which is 0 to 64. */
  static final int SIZE_BITS = 7;

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Reading takes whole words, so there must be some room behind the last bit. */
  private static final int PADDING = Long.BYTES + 1;

  private final byte[] bytes;
  private int position;

  BitReader(byte[] bytes, int offset, int length) {
    this.bytes = Arrays.copyOfRange(bytes, offset, offset + length + PADDING);
  }

  boolean bit() {
    boolean one = (bytes[position >>> 3] & (0x80 >>> (position & 7))) != 0;
    position++;
    return one;
  }

  /** The next {@code count} bits, 0 to 64, as the lowest ones of the result. */
  long bits(int count) {
    if (count == 0) {
      return 0;
    }
    int index = position >>> 3;
    int shift = position & 7;
    long word = (long) WORD.get(bytes, index) << shift;
    if (shift + count > Long.SIZE) {
      word |= (bytes[index + Long.BYTES] & 0xff) >>> (Byte.SIZE - shift);
    }
    position += count;
    return word >>> (Long.SIZE - count);
  }

  /** The next {@code count} bits as a number with a sign, 1 to 64. */
  long signed(int count) {
    int unused = Long.SIZE - count;
    return (bits(count) << unused) >> unused;
  }

  /** How many ones come next, up to a limit of 32; also skips the zero that ends fewer. */
  int ones(int limit) {
    long word = (long) WORD.get(bytes, position >>> 3) << (position & 7);
    int count = Long.numberOfLeadingZeros(~word);
    if (count >= limit) {
      position += limit;
      return limit;
    }
    position += count + 1;
    return count;
  }

  /** How many bits were read. */
  int position() {
    return position;
  }

  /** A number that {@link BitWriter#sized} wrote. */
  long sized() {
    int size = (int) bits(SIZE_BITS);
    if (size > Long.SIZE) {
      throw new IndexOutOfBoundsException("a number of %d bits".formatted(size));
    }
    return ByteWriter.unzigzag(bits(size));
  }
}
