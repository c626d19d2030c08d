// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.index;

import java.util.Arrays;
import java.util.List;

/** Sets of series, as their numbers in ascending order. */
final class Postings {

  private static final int[] NONE = {};

  /** When one set is so many times longer than the other, it is searched instead of read. */
  private static final int MUCH_LONGER = 16;

  private Postings() {}

  /** Those of several values of one label, of which no series has two. */
  static int[] union(List<int[]> disjoint) {
    if (disjoint.isEmpty()) {
      return NONE;
    }
    if (disjoint.size() == 1) {
      return disjoint.getFirst();
    }
    int[] all = new int[disjoint.stream().mapToInt(each -> each.length).sum()];
    int length = 0;
    for (int[] each : disjoint) {
      System.arraycopy(each, 0, all, length, each.length);
      length += each.length;
    }
    Arrays.sort(all);
    return all;
  }

  /** Those that are in both. */
  static int[] intersection(int[] left, int[] right) {
    return left.length <= right.length ? select(left, right, true) : select(right, left, true);
  }

  /** Those of the first that are not in the second. */
  static int[] difference(int[] from, int[] without) {
    return select(from, without, false);
  }

  /** Those of the first of which it is so that they are in the second, or are not. */
  private static int[] select(int[] from, int[] other, boolean wanted) {
    int[] selected = new int[from.length];
    int length = 0;
    int at = 0;
    boolean search = other.length / MUCH_LONGER > from.length;
    for (int number : from) {
      at = search ? searched(other, at, number) : stepped(other, at, number);
      boolean both = at < other.length && other[at] == number;
      if (both == wanted) {
        selected[length++] = number;
      }
    }
    return Arrays.copyOf(selected, length);
  }

  /** The first position from the start on that does not hold less. */
  private static int stepped(int[] numbers, int start, int least) {
    int at = start;
    while (at < numbers.length && numbers[at] < least) {
      at++;
    }
    return at;
  }

  private static int searched(int[] numbers, int start, int least) {
    int found = Arrays.binarySearch(numbers, start, numbers.length, least);
    return found >= 0 ? found : -found - 1;
  }
}
