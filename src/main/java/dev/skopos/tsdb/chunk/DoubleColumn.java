// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.chunk;

/**
 * Floating point numbers, in the shortest of three forms: one value for all; decimal numbers with
 * the same count of digits behind the point, as integers; or the exclusive or with the value
 * before, as Facebook's Gorilla has it. Keeps every bit, those of NaN too.
 */
final class DoubleColumn {

  private static final int FORM_BITS = 2;
  private static final int CONSTANT = 0;
  private static final int DECIMAL = 1;
  private static final int XOR = 2;

  /** Decimals that take more than this many bits each are compared with the other form. */
  private static final int DOUBTFUL_BITS = 24;

  private DoubleColumn() {}

  static void write(BitWriter out, double[] values, int count) {
    Decimals decimals = Decimals.of(values, count);
    if (decimals != null) {
      writeDecimals(out, decimals, values, count);
    } else if (isConstant(values, count)) {
      out.bits(CONSTANT, FORM_BITS);
      out.bits(Double.doubleToRawLongBits(values[0]), Long.SIZE);
    } else {
      writeXor(out, values, count);
    }
  }

  private static boolean isConstant(double[] values, int count) {
    long first = Double.doubleToRawLongBits(values[0]);
    for (int i = 1; i < count; i++) {
      if (Double.doubleToRawLongBits(values[i]) != first) {
        return false;
      }
    }
    return true;
  }

  private static void writeDecimals(BitWriter out, Decimals decimals, double[] values, int count) {
    int start = out.bitLength();
    BitWriter written = new BitWriter(4 * count);
    decimals.write(written, count);
    if (written.bitLength() > DOUBTFUL_BITS * count) {
      BitWriter other = new BitWriter(Long.BYTES * count);
      writeXor(other, values, count);
      if (other.bitLength() < written.bitLength()) {
        writeXor(out, values, count);
        return;
      }
    }
    out.bits(DECIMAL, FORM_BITS);
    decimals.write(out, count);
    assert out.bitLength() > start;
  }

  private static void writeXor(BitWriter out, double[] values, int count) {
    out.bits(XOR, FORM_BITS);
    XorValues.Writer writer = new XorValues.Writer();
    for (int i = 0; i < count; i++) {
      writer.write(out, values[i]);
    }
  }

  /** Reads {@code count} values into the array, from the position on. */
  static void read(BitReader in, double[] values, int at, int count) {
    switch ((int) in.bits(FORM_BITS)) {
      case CONSTANT -> {
        double value = Double.longBitsToDouble(in.bits(Long.SIZE));
        java.util.Arrays.fill(values, at, at + count, value);
      }
      case DECIMAL -> Decimals.read(in, values, at, count);
      case XOR -> {
        XorValues.Reader reader = new XorValues.Reader();
        for (int i = at; i < at + count; i++) {
          values[i] = reader.read(in);
        }
      }
      default -> throw new IndexOutOfBoundsException("an unknown form of values");
    }
  }
}
