// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import dev.skopos.model.Labels;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The hash of labels that Prometheus has: xxHash64 of the names and values in order, each behind
 * its length.
 */
final class LabelHash {
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;
  private static final int LONGEST_SHORT = 254;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private LabelHash() {}

  /** The hash as a part of the largest one, from 0 to 1. */
  static double position(Labels labels) {
    long hash = of(encoded(labels));
    double unsigned = hash >= 0 ? hash : ((hash >>> 1) | (hash & 1)) * 2.0;
    return unsigned / 0x1.0p64;
  }

  private static byte[] encoded(Labels labels) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    labels.forEach(
        (name, value) -> {
          write(bytes, name);
          write(bytes, value);
        });
    return bytes.toByteArray();
  }

  private static void write(ByteArrayOutputStream bytes, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    if (encoded.length <= LONGEST_SHORT) {
      bytes.write(encoded.length);
    } else {
      bytes.write(LONGEST_SHORT + 1);
      bytes.write(encoded.length);
      bytes.write(encoded.length >> 8);
      bytes.write(encoded.length >> 16);
    }
    bytes.writeBytes(encoded);
  }

  /** xxHash64 with the seed 0. */
  @SuppressWarnings("ConstantOverflow") // the algorithm wants the sum modulo 2^64
  static long of(byte[] data) {
    int position = 0;
    long hash = PRIME_5;
    if (data.length >= 32) {
      long[] lanes = {PRIME_1 + PRIME_2, PRIME_2, 0, -PRIME_1};
      for (; position + 32 <= data.length; position += 32) {
        for (int lane = 0; lane < 4; lane++) {
          lanes[lane] = round(lanes[lane], (long) LONGS.get(data, position + 8 * lane));
        }
      }
      hash =
          Long.rotateLeft(lanes[0], 1)
              + Long.rotateLeft(lanes[1], 7)
              + Long.rotateLeft(lanes[2], 12)
              + Long.rotateLeft(lanes[3], 18);
      for (long lane : lanes) {
        hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
      }
    }
    return finish(hash + data.length, data, position);
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
  }

  private static long finish(long start, byte[] data, int from) {
    long hash = start;
    int position = from;
    for (; position + 8 <= data.length; position += 8) {
      hash ^= round(0, (long) LONGS.get(data, position));
      hash = Long.rotateLeft(hash, 27) * PRIME_1 + PRIME_4;
    }
    if (position + 4 <= data.length) {
      hash ^= ((int) INTS.get(data, position) & 0xFFFFFFFFL) * PRIME_1;
      hash = Long.rotateLeft(hash, 23) * PRIME_2 + PRIME_3;
      position += 4;
    }
    for (; position < data.length; position++) {
      hash ^= (data[position] & 0xFF) * PRIME_5;
      hash = Long.rotateLeft(hash, 11) * PRIME_1;
    }
    hash = (hash ^ (hash >>> 33)) * PRIME_2;
    hash = (hash ^ (hash >>> 29)) * PRIME_3;
    return hash ^ (hash >>> 32);
  }
}
