// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.chunk;

/**
 * How many low bits of each number a Rice code writes as they are.
 *
 * @param cost about how many bits all numbers take; 0 when all of them are zero
 */
record RiceWidth(int width, long cost) {

  /** How far around the average size the best width is looked for. */
  private static final int REACH = 3;

  private static final int LARGEST = 62;

  /** The best width for the numbers from a position on. */
  static RiceWidth of(long[] numbers, int from, int to, int escape) {
    int[] sizes = new int[Long.SIZE + 1];
    long sum = 0;
    int largest = 0;
    for (int i = from; i < to; i++) {
      int size = Long.SIZE - Long.numberOfLeadingZeros(numbers[i]);
      sizes[size]++;
      sum += size;
      largest = Math.max(largest, size);
    }
    if (largest == 0) {
      return new RiceWidth(0, 0);
    }
    int average = (int) (sum / (to - from));
    RiceWidth best = new RiceWidth(0, Long.MAX_VALUE);
    for (int k = Math.max(0, average - REACH); k <= Math.min(LARGEST, average + REACH); k++) {
      long cost = cost(sizes, largest, k, escape);
      if (cost < best.cost) {
        best = new RiceWidth(k, cost);
      }
    }
    return best;
  }

  private static long cost(int[] sizes, int largest, int width, int escape) {
    long cost = 0;
    for (int size = 0; size <= largest; size++) {
      if (sizes[size] > 0) {
        cost += (long) sizes[size] * bits(size, width, escape);
      }
    }
    return cost;
  }

  /** The bits that a number of this size takes on average. */
  private static int bits(int size, int width, int escape) {
    if (size <= width) {
      return width + 1;
    }
    int beyond = size - width;
    // numbers of a size are 1.5 times the smallest of them on average
    int quotient = beyond > 6 ? escape : (3 << (beyond - 1)) >> 1;
    return quotient >= escape ? escape + Long.SIZE : width + 1 + quotient;
  }
}
