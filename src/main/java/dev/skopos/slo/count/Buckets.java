// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import java.util.Arrays;

/** Successive buckets, unpacked. Not thread-safe. */
final class Buckets {
  private final double[] bad;
  private final double[] total;
  private final double[] minutes;

  Buckets(int length) {
    this(new double[length], new double[length], new double[length]);
  }

  /** The arrays are handed over. */
  Buckets(double[] bad, double[] total, double[] minutes) {
    this.bad = bad;
    this.total = total;
    this.minutes = minutes;
  }

  int length() {
    return bad.length;
  }

  double[] bad() {
    return bad;
  }

  double[] total() {
    return total;
  }

  double[] minutes() {
    return minutes;
  }

  Buckets copy() {
    return new Buckets(bad.clone(), total.clone(), minutes.clone());
  }

  void add(int bucket, double moreBad, double moreTotal) {
    bad[bucket] += moreBad;
    total[bucket] += moreTotal;
  }

  /** There is a sample in this minute. */
  void see(int minute) {
    minutes[minute] = 1;
  }

  /** Adds the buckets of the same minutes. */
  void addAll(Buckets other) {
    for (int i = 0; i < bad.length; i++) {
      add(i, other.bad[i], other.total[i]);
      minutes[i] = Math.max(minutes[i], other.minutes[i]);
    }
  }

  void clear(int bucket) {
    bad[bucket] = 0;
    total[bucket] = 0;
    minutes[bucket] = 0;
  }

  /** Empties those that hold no number; false when there are none. */
  boolean clearUncountable() {
    boolean any = false;
    for (int i = 0; i < bad.length; i++) {
      if (!Double.isFinite(bad[i] + total[i] + minutes[i])) {
        clear(i);
        any = true;
      }
    }
    return any;
  }

  /** Whether there are events beside the total. */
  boolean hasBad() {
    return Arrays.stream(bad).anyMatch(one -> one != 0);
  }

  boolean isEmpty() {
    for (int i = 0; i < bad.length; i++) {
      if (bad[i] != 0 || total[i] != 0 || minutes[i] != 0) {
        return false;
      }
    }
    return true;
  }

  void addTo(Tally tally, int from, int to) {
    for (int i = from; i < to; i++) {
      tally.add(bad[i], total[i], minutes[i]);
    }
  }

  /** A part of them. */
  Buckets slice(int from, int to) {
    return new Buckets(
        Arrays.copyOfRange(bad, from, to),
        Arrays.copyOfRange(total, from, to),
        Arrays.copyOfRange(minutes, from, to));
  }

  /** Puts others in the place of those from the position on. */
  void put(int at, Buckets others) {
    System.arraycopy(others.bad, 0, bad, at, others.length());
    System.arraycopy(others.total, 0, total, at, others.length());
    System.arraycopy(others.minutes, 0, minutes, at, others.length());
  }

  /** Sums of so many buckets each. */
  Buckets merged(int factor) {
    Buckets sums = new Buckets(length() / factor);
    for (int i = 0; i < length(); i++) {
      sums.add(i / factor, bad[i], total[i]);
      sums.minutes[i / factor] += minutes[i];
    }
    return sums;
  }

  /** Each bucket as the last of so many. */
  Buckets spread(int factor) {
    Buckets wide = new Buckets(length() * factor);
    for (int i = 0; i < length(); i++) {
      int last = (i + 1) * factor - 1;
      wide.add(last, bad[i], total[i]);
      wide.minutes[last] = minutes[i];
    }
    return wide;
  }

  /** The last bucket with a sample; -1 when there is none. */
  int lastSeen() {
    for (int i = length() - 1; i >= 0; i--) {
      if (minutes[i] > 0) {
        return i;
      }
    }
    return -1;
  }

  /** The first bucket with a sample; -1 when there is none. */
  int firstSeen() {
    for (int i = 0; i < length(); i++) {
      if (minutes[i] > 0) {
        return i;
      }
    }
    return -1;
  }
}
