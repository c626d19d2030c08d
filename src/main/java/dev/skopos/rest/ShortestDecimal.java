// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import java.math.BigInteger;

/**
 * The decimal number with the fewest digits that reads back as a given one, and of those with as
 * many digits the nearest: what Go and JavaScript write. After Raffaello Giulietti, "The Schubfach
 * way to render doubles". Holds the last number that was read; not thread-safe.
 */
final class ShortestDecimal {

  private static final int FRACTION_BITS = 52;
  private static final long FRACTION = (1L << FRACTION_BITS) - 1;
  private static final long IMPLICIT_ONE = 1L << FRACTION_BITS;
  private static final int SMALLEST_EXPONENT = -1074;
  private static final long LOW_63 = Long.MAX_VALUE;

  /** Powers of ten are kept as 126 bits, rounded up. */
  private static final int POWER_BITS = 126;

  private static final int SMALLEST_POWER = -292;
  private static final int LARGEST_POWER = 324;

  /** For each power the upper and the lower 63 bits. */
  private static final long[] POWERS = powers();

  private long digits;
  private int exponent;

  private static long[] powers() {
    int count = LARGEST_POWER - SMALLEST_POWER + 1;
    long[] powers = new long[2 * count];
    for (int i = 0; i < count; i++) {
      BigInteger power = power(SMALLEST_POWER + i);
      powers[2 * i] = power.shiftRight(Long.SIZE - 1).longValue();
      powers[2 * i + 1] = power.longValue() & LOW_63;
    }
    return powers;
  }

  /** The leading bits of ten to the power. */
  private static BigInteger power(int power) {
    BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
    if (power >= 0) {
      int excess = ten.bitLength() - POWER_BITS;
      return (excess > 0 ? ten.shiftRight(excess) : ten.shiftLeft(-excess)).add(BigInteger.ONE);
    }
    BigInteger inverse = BigInteger.ONE.shiftLeft(ten.bitLength() + POWER_BITS).divide(ten);
    return inverse.shiftRight(inverse.bitLength() - POWER_BITS).add(BigInteger.ONE);
  }

  /** The digits as an integer, without zeros at its end. */
  long digits() {
    return digits;
  }

  /** The power of ten by which the integer is to be multiplied. */
  int exponent() {
    return exponent;
  }

  /** Reads a number, which is finite and larger than zero. */
  void read(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int biased = (int) (bits >>> FRACTION_BITS);
    long fraction = bits & FRACTION;
    if (biased == 0) {
      convert(fraction, SMALLEST_EXPONENT, true);
    } else {
      boolean even = fraction != 0 || biased == 1;
      convert(fraction | IMPLICIT_ONE, biased - 1 + SMALLEST_EXPONENT, even);
    }
    stripZeros();
  }

  /**
   * The number is {@code significand * 2^binary}.
   *
   * @param even whether its neighbours are at the same distance
   */
  private void convert(long significand, int binary, boolean even) {
    exponent = even ? floorLog10(binary) : floorLog10OfThreeQuarters(binary);
    int shift = binary + floorLog2OfTen(-exponent) + 2;
    int power = 2 * (-exponent - SMALLEST_POWER);
    long high = POWERS[power];
    long low = POWERS[power + 1];
    // Four times the number and the ends of the interval that reads back as it, to odd.
    long number = scaled(high, low, significand << 2 << shift);
    long from = scaled(high, low, ((significand << 2) - (even ? 2 : 1)) << shift);
    long to = scaled(high, low, ((significand << 2) + 2) << shift);
    long open = significand & 1;
    long lower = number >> 2;
    digits = nearest(number, from + open, to - open, lower);
  }

  /** Of the integers at the number, scaled by four, the one to take. */
  private static long nearest(long number, long from, long to, long lower) {
    if (lower >= 10) {
      long tens = lower / 10 * 10;
      boolean below = from <= tens << 2;
      boolean above = (tens + 10) << 2 <= to;
      if (below != above) {
        return below ? tens : tens + 10;
      }
    }
    long upper = lower + 1;
    boolean below = from <= lower << 2;
    boolean above = upper << 2 <= to;
    if (below != above) {
      return below ? lower : upper;
    }
    long side = number - ((lower + upper) << 1);
    return side < 0 || (side == 0 && (lower & 1) == 0) ? lower : upper;
  }

  /** The product's upper part; its lowest bit is set where something was cut off. */
  private static long scaled(long high, long low, long factor) {
    long carried = Math.multiplyHigh(low, factor);
    long middle = ((high * factor) >>> 1) + carried;
    long upper = Math.multiplyHigh(high, factor) + (middle >>> (Long.SIZE - 1));
    return upper | (((middle & LOW_63) + LOW_63) >>> (Long.SIZE - 1));
  }

  private void stripZeros() {
    while (digits % 10_000 == 0) {
      digits /= 10_000;
      exponent += 4;
    }
    while (digits % 10 == 0) {
      digits /= 10;
      exponent++;
    }
  }

  /** The logarithm of {@code 2^binary}, rounded down. */
  private static int floorLog10(int binary) {
    return (int) ((binary * 661_971_961_083L) >> 41);
  }

  /** The logarithm of {@code 3/4 * 2^binary}, rounded down. */
  private static int floorLog10OfThreeQuarters(int binary) {
    return (int) ((binary * 661_971_961_083L - 274_743_187_321L) >> 41);
  }

  /** The binary logarithm of {@code 10^decimal}, rounded down. */
  private static int floorLog2OfTen(int decimal) {
    return (int) ((decimal * 913_124_641_741L) >> 38);
  }
}
