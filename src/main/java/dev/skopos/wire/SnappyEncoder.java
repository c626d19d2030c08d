// SPDX-License-Identifier: Apache-2.0
package dev.skopos.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes what {@link SnappyBlock} reads, snappy's block format: the length of the text, then
 * literals and copies of what was before. The text is taken in pieces of 64 KiB, so that two bytes
 * hold every distance. The format is described in {@code google/snappy/format_description.txt}.
 */
public final class SnappyEncoder {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int PIECE = 1 << 16;
  private static final int TABLE_BITS = 14;
  private static final int SHORTEST_COPY = 4;
  private static final int LONGEST_COPY = 64;
  private static final int COPY_WITH_2_BYTES = 2;

  private final byte[] text;
  private final byte[] block;
  private final int[] table = new int[1 << TABLE_BITS];
  private int size;

  private SnappyEncoder(byte[] text) {
    this.text = text;
    this.block = new byte[longest(text.length)];
  }

  /** The longest block that a text of this length can become, as snappy's own bound. */
  private static int longest(int length) {
    return Math.toIntExact(32L + length + length / 6);
  }

  public static byte[] compress(byte[] text) {
    SnappyEncoder encoder = new SnappyEncoder(text);
    encoder.length(text.length);
    for (int from = 0; from < text.length; from += PIECE) {
      encoder.piece(from, Math.min(text.length, from + PIECE));
    }
    return Arrays.copyOf(encoder.block, encoder.size);
  }

  private void length(int value) {
    int rest = value;
    while (rest >= 0x80) {
      block[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    block[size++] = (byte) rest;
  }

  /** Greedy: takes the last place with the same four bytes, and copies as far as it goes. */
  private void piece(int from, int to) {
    Arrays.fill(table, -1);
    int literal = from;
    int at = from;
    while (at + SHORTEST_COPY <= to) {
      int four = (int) INT.get(text, at);
      int slot = (four * 0x1e35a7bd) >>> (32 - TABLE_BITS);
      int before = table[slot];
      table[slot] = at;
      if (before >= 0 && (int) INT.get(text, before) == four) {
        literal(literal, at);
        int end = endOfMatch(before, at, to);
        copy(at - before, end - at);
        at = end;
        literal = end;
      } else {
        // What does not repeat itself soon is passed in growing steps.
        at += 1 + ((at - literal) >>> 5);
      }
    }
    literal(literal, to);
  }

  private int endOfMatch(int before, int at, int to) {
    int one = before + SHORTEST_COPY;
    int other = at + SHORTEST_COPY;
    while (other < to && text[one] == text[other]) {
      one++;
      other++;
    }
    return other;
  }

  private void literal(int from, int to) {
    int length = to - from;
    if (length == 0) {
      return;
    }
    int last = length - 1;
    if (last < 60) {
      block[size++] = (byte) (last << 2);
    } else if (last < 1 << 8) {
      block[size++] = (byte) (60 << 2);
      block[size++] = (byte) last;
    } else {
      block[size++] = (byte) (61 << 2);
      block[size++] = (byte) last;
      block[size++] = (byte) (last >>> 8);
    }
    System.arraycopy(text, from, block, size, length);
    size += length;
  }

  private void copy(int distance, int length) {
    for (int rest = length; rest > 0; rest -= LONGEST_COPY) {
      block[size++] = (byte) ((Math.min(rest, LONGEST_COPY) - 1) << 2 | COPY_WITH_2_BYTES);
      block[size++] = (byte) distance;
      block[size++] = (byte) (distance >>> 8);
    }
  }
}
