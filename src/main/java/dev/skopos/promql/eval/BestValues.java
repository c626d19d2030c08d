// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.eval;

import java.util.Arrays;

/**
 * Keeps the best of some values. A heap like that of Go's container/heap, since of equal values it
 * decides which ones stay. NaN is worse than any number. Not thread-safe.
 */
final class BestValues {
  private final double[] values;
  private final int[] members;
  private final boolean largest;
  private int size;

  /**
   * Nothing yet.
   *
   * @param capacity how many to keep, at least 1
   * @param largest whether large values are good ones
   */
  BestValues(int capacity, boolean largest) {
    this.values = new double[capacity];
    this.members = new int[capacity];
    this.largest = largest;
  }

  void offer(double value, int member) {
    if (size < values.length) {
      values[size] = value;
      members[size] = member;
      up(size++);
    } else if (isWorse(values[0], value) || (Double.isNaN(values[0]) && !Double.isNaN(value))) {
      values[0] = value;
      members[0] = member;
      down();
    }
  }

  private boolean isWorse(double value, double other) {
    return largest ? value < other : value > other;
  }

  /** The order of the heap, in which a NaN comes before everything. */
  private boolean isBefore(int left, int right) {
    return Double.isNaN(values[left]) || isWorse(values[left], values[right]);
  }

  private void up(int start) {
    int child = start;
    while (child > 0) {
      int parent = (child - 1) / 2;
      if (!isBefore(child, parent)) {
        return;
      }
      swap(parent, child);
      child = parent;
    }
  }

  private void down() {
    int parent = 0;
    while (2 * parent + 1 < size) {
      int child = 2 * parent + 1;
      if (child + 1 < size && isBefore(child + 1, child)) {
        child++;
      }
      if (!isBefore(child, parent)) {
        return;
      }
      swap(parent, child);
      parent = child;
    }
  }

  private void swap(int left, int right) {
    double value = values[left];
    values[left] = values[right];
    values[right] = value;
    int member = members[left];
    members[left] = members[right];
    members[right] = member;
  }

  /** The members of the values that were kept. */
  int[] bestFirst() {
    Integer[] order = new Integer[size];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (left, right) -> {
          double first = values[left];
          double second = values[right];
          boolean firstIsNan = Double.isNaN(first);
          if (firstIsNan || Double.isNaN(second)) {
            return Boolean.compare(firstIsNan, Double.isNaN(second));
          }
          return first == second ? 0 : isWorse(first, second) ? 1 : -1;
        });
    int[] best = new int[size];
    for (int i = 0; i < size; i++) {
      best[i] = members[order[i]];
    }
    return best;
  }
}
