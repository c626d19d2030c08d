// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.chunk;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that are integers when multiplied by a power of ten, and the few among them that are not:
 * stale markers, other NaNs, infinities.
 */
final class Decimals {

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14
  };

  private static final int EXPONENT_BITS = 4;
  private static final int COUNT_BITS = 12;
  private static final int POSITION_BITS = 12;

  /** All smaller integers are doubles, so that nothing is lost on the way there and back. */
  private static final double LARGEST = 1L << 53;

  private static final long NEGATIVE_ZERO = Double.doubleToRawLongBits(-0.0);

  /** One exception in so many values is worth it. */
  private static final int MOST_EXCEPTIONS = 16;

  private final int exponent;
  private final long[] integers;
  private final int[] positions;
  private final long[] exceptions;

  private Decimals(int exponent, long[] integers, int[] positions, long[] exceptions) {
    this.exponent = exponent;
    this.integers = integers;
    this.positions = positions;
    this.exceptions = exceptions;
  }

  /** The values in this form; null when they have none. */
  static @Nullable Decimals of(double[] values, int count) {
    int exponent = 0;
    int strange = 0;
    for (int i = 0; i < count; i++) {
      double value = values[i];
      if (!isPlain(value)) {
        strange++;
        continue;
      }
      while (!fits(value, exponent)) {
        if (++exponent == POWERS.length) {
          return null;
        }
      }
    }
    if (strange > 1 + count / MOST_EXCEPTIONS || strange == count) {
      return null;
    }
    return convert(values, count, exponent, strange);
  }

  private static boolean isPlain(double value) {
    return Math.abs(value) < LARGEST && Double.doubleToRawLongBits(value) != NEGATIVE_ZERO;
  }

  private static boolean fits(double value, int exponent) {
    double scaled = Math.rint(value * POWERS[exponent]);
    // rint of a small negative number is a negative zero, and so is what comes back
    return Math.abs(scaled) < LARGEST
        && scaled / POWERS[exponent] == value
        && (scaled != 0 || value == 0);
  }

  private static @Nullable Decimals convert(double[] values, int count, int exponent, int strange) {
    long[] integers = new long[count];
    int[] positions = new int[strange];
    long[] exceptions = new long[strange];
    int found = 0;
    long before = 0;
    for (int i = 0; i < count; i++) {
      if (isPlain(values[i])) {
        // integers were all looked at with this exponent
        if (exponent > 0 && !fits(values[i], exponent)) {
          return null;
        }
        before = (long) Math.rint(values[i] * POWERS[exponent]);
      } else {
        positions[found] = i;
        exceptions[found++] = Double.doubleToRawLongBits(values[i]);
      }
      integers[i] = before;
    }
    if (strange > 0 && positions[0] == 0) {
      fillStart(integers, values);
    }
    return new Decimals(exponent, integers, positions, exceptions);
  }

  /** Exceptions at the start take the first integer, so that they cost no jump. */
  private static void fillStart(long[] integers, double[] values) {
    int first = 0;
    while (!isPlain(values[first])) {
      first++;
    }
    Arrays.fill(integers, 0, first, integers[first]);
  }

  void write(BitWriter out, int count) {
    out.bits(exponent, EXPONENT_BITS);
    out.bit(exceptions.length > 0);
    if (exceptions.length > 0) {
      out.bits(exceptions.length, COUNT_BITS);
      for (int i = 0; i < exceptions.length; i++) {
        out.bits(positions[i], POSITION_BITS);
        out.bits(exceptions[i], Long.SIZE);
      }
    }
    LongColumn.write(out, integers, count);
  }

  static void read(BitReader in, double[] values, int at, int count) {
    int exponent = (int) in.bits(EXPONENT_BITS);
    int strange = in.bit() ? (int) in.bits(COUNT_BITS) : 0;
    if (strange > count) {
      throw new IndexOutOfBoundsException("more exceptions than values");
    }
    int[] positions = new int[strange];
    long[] exceptions = new long[strange];
    for (int i = 0; i < strange; i++) {
      positions[i] = (int) in.bits(POSITION_BITS);
      exceptions[i] = in.bits(Long.SIZE);
    }
    long[] integers = new long[count];
    LongColumn.read(in, integers, 0, count);
    double power = POWERS[exponent];
    for (int i = 0; i < count; i++) {
      values[at + i] = integers[i] / power;
    }
    for (int i = 0; i < strange; i++) {
      if (positions[i] >= count) {
        throw new IndexOutOfBoundsException("an exception behind the last value");
      }
      values[at + positions[i]] = Double.longBitsToDouble(exceptions[i]);
    }
  }
}
