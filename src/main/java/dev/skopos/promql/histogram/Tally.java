// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.histogram;

import dev.skopos.model.Histogram.Buckets;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Counts per bucket that are added to, each with what its additions lost (see {@code Summation}).
 * Indexes ascend strictly. Not thread-safe.
 */
final class Tally {
  private int[] indexes;
  private double[] counts;
  private double[] lost;
  private int size;

  private Tally(int capacity) {
    indexes = new int[capacity];
    counts = new double[capacity];
    lost = new double[capacity];
  }

  static Tally of(Buckets buckets) {
    Tally tally = new Tally(0);
    tally.indexes = buckets.indexes().clone();
    tally.counts = buckets.counts().clone();
    tally.lost = new double[buckets.size()];
    tally.size = buckets.size();
    return tally;
  }

  /** Counts at the indexes from 0 on; those that are zero are left out. */
  static Tally ofDense(double[] counts, double[] lost) {
    Tally tally = new Tally(counts.length);
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] != 0 || lost[i] != 0) {
        tally.append(i, counts[i], lost[i]);
      }
    }
    return tally;
  }

  Tally copy() {
    Tally copy = new Tally(0);
    copy.indexes = indexes.clone();
    copy.counts = counts.clone();
    copy.lost = lost.clone();
    copy.size = size;
    return copy;
  }

  int size() {
    return size;
  }

  int index(int position) {
    return indexes[position];
  }

  double count(int position) {
    return counts[position];
  }

  double lost(int position) {
    return lost[position];
  }

  /** Adds all counts of another, without caring for what is lost. */
  void addPlain(Tally other, int from, int sign) {
    merge(other, from, sign, false);
  }

  /** Adds all counts of another exactly. */
  void add(Tally other, int from) {
    merge(other, from, 1, true);
  }

  private void merge(Tally other, int from, int sign, boolean exact) {
    Tally merged = new Tally(size + other.size - from);
    int mine = 0;
    int theirs = from;
    while (mine < size || theirs < other.size) {
      if (theirs >= other.size || (mine < size && indexes[mine] < other.indexes[theirs])) {
        merged.append(indexes[mine], counts[mine], lost[mine]);
        mine++;
        continue;
      }
      double count = sign * other.counts[theirs];
      if (mine < size && indexes[mine] == other.indexes[theirs]) {
        merged.append(indexes[mine], counts[mine], lost[mine]);
        if (exact) {
          merged.addToLast(count);
          merged.addToLast(other.lost[theirs]);
        } else {
          merged.counts[merged.size - 1] += count;
        }
        mine++;
      } else {
        merged.append(other.indexes[theirs], count, other.lost[theirs]);
      }
      theirs++;
    }
    take(merged);
  }

  private void append(int index, double count, double lostCount) {
    indexes[size] = index;
    counts[size] = count;
    lost[size++] = lostCount;
  }

  private void addToLast(double count) {
    if (count == 0) {
      return;
    }
    int last = size - 1;
    double total = counts[last] + count;
    lost[last] = ExactNumber.lost(counts[last], count, total, lost[last]);
    counts[last] = total;
  }

  /** Moves all counts to other indexes, which must ascend too; what falls together is added. */
  void map(IntUnaryOperator newIndex, boolean exact) {
    Tally mapped = new Tally(size);
    for (int i = 0; i < size; i++) {
      int index = newIndex.applyAsInt(indexes[i]);
      if (mapped.size == 0 || mapped.indexes[mapped.size - 1] != index) {
        mapped.append(index, counts[i], lost[i]);
      } else if (exact) {
        mapped.addToLast(counts[i]);
        mapped.addToLast(lost[i]);
      } else {
        mapped.counts[mapped.size - 1] += counts[i];
      }
    }
    take(mapped);
  }

  private void take(Tally other) {
    indexes = other.indexes;
    counts = other.counts;
    lost = other.lost;
    size = other.size;
  }

  /** Forgets the first buckets. */
  void dropFirst(int number) {
    indexes = Arrays.copyOfRange(indexes, number, size);
    counts = Arrays.copyOfRange(counts, number, size);
    lost = Arrays.copyOfRange(lost, number, size);
    size -= number;
  }

  void multiply(double factor) {
    for (int i = 0; i < size; i++) {
      counts[i] *= factor;
      lost[i] *= factor;
    }
  }

  void divide(double divisor) {
    for (int i = 0; i < size; i++) {
      counts[i] /= divisor;
      lost[i] /= divisor;
    }
  }

  boolean isInfinite() {
    for (int i = 0; i < size; i++) {
      if (Double.isInfinite(counts[i])) {
        return true;
      }
    }
    return false;
  }

  /** What has been counted, without the buckets that are empty. */
  Buckets buckets() {
    int[] resultIndexes = new int[size];
    double[] resultCounts = new double[size];
    int length = 0;
    for (int i = 0; i < size; i++) {
      double count = counts[i] + lost[i];
      if (count != 0) {
        resultIndexes[length] = indexes[i];
        resultCounts[length++] = count;
      }
    }
    return length == 0
        ? Buckets.NONE
        : new Buckets(Arrays.copyOf(resultIndexes, length), Arrays.copyOf(resultCounts, length));
  }
}
