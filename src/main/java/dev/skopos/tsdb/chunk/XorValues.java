// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.chunk;

/**
 * Values as the exclusive or with the one before, as Facebook's Gorilla does: a value that stays
 * takes one bit, one that changes a little the bits that changed.
 */
final class XorValues {

  private static final int LEADING_BITS = 5;
  private static final int LENGTH_BITS = 6;
  private static final int MAX_LEADING = (1 << LEADING_BITS) - 1;

  private XorValues() {}

  /** Not thread-safe. */
  static final class Writer {
    private long last;
    private byte leading;
    private byte trailing = Long.SIZE;
    private boolean started;

    Writer() {}

    /** A writer that goes on behind the last value that was read. */
    Writer(Reader before) {
      last = before.last;
      started = before.started;
      if (before.significant > 0) {
        trailing = (byte) before.trailing;
        leading = (byte) (Long.SIZE - before.trailing - before.significant);
      }
    }

    void write(BitWriter out, double value) {
      long bits = Double.doubleToRawLongBits(value);
      if (started) {
        writeChange(out, bits ^ last);
      } else {
        out.bits(bits, Long.SIZE);
        started = true;
      }
      last = bits;
    }

    private void writeChange(BitWriter out, long change) {
      if (change == 0) {
        out.bits(0, 1);
        return;
      }
      int before = Math.min(Long.numberOfLeadingZeros(change), MAX_LEADING);
      int after = Long.numberOfTrailingZeros(change);
      if (trailing < Long.SIZE && before >= leading && after >= trailing) {
        out.bits(0b10, 2);
      } else {
        leading = (byte) before;
        trailing = (byte) after;
        int significant = Long.SIZE - before - after;
        // 64 significant bits do not fit; 0 cannot occur and stands for them
        long window = ((long) before << LENGTH_BITS) | (significant & (Long.SIZE - 1));
        out.bits((0b11L << (LEADING_BITS + LENGTH_BITS)) | window, 2 + LEADING_BITS + LENGTH_BITS);
      }
      out.bits(change >>> trailing, Long.SIZE - leading - trailing);
    }

    double last() {
      return Double.longBitsToDouble(last);
    }
  }

  /** Not thread-safe. */
  static final class Reader {
    private long last;
    private int trailing;
    private int significant;
    private boolean started;

    double read(BitReader in) {
      if (!started) {
        last = in.bits(Long.SIZE);
        started = true;
        return Double.longBitsToDouble(last);
      }
      int changed = in.ones(2);
      if (changed > 0) {
        if (changed > 1) {
          int leading = (int) in.bits(LEADING_BITS);
          int length = (int) in.bits(LENGTH_BITS);
          significant = length == 0 ? Long.SIZE : length;
          trailing = Long.SIZE - leading - significant;
          if (trailing < 0) {
            throw new IndexOutOfBoundsException("more than 64 bits of a value");
          }
        }
        last ^= in.bits(significant) << trailing;
      }
      return Double.longBitsToDouble(last);
    }
  }
}
