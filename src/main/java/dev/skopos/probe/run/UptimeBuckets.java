// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.probe.CheckState.Buckets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Counts good and bad runs in the newest buckets of equal width; a ring, so that its size does not
 * depend on how often a check runs. Not thread-safe.
 */
final class UptimeBuckets {

  private final long width;
  private final int[] good;
  private final int[] bad;
  private long newest;

  UptimeBuckets(Duration width, int size, Buckets saved) {
    this.width = width.toSeconds();
    this.good = new int[size];
    this.bad = new int[size];
    this.newest = saved.first();
    for (int i = 0; i < saved.good().size(); i++) {
      moveTo(saved.first() + i);
      good[slot(newest)] = saved.good().get(i);
      bad[slot(newest)] = saved.bad().get(i);
    }
  }

  void count(Instant time, boolean success) {
    long number = number(time);
    moveTo(number);
    // A clock that was set back counts into the newest bucket.
    int[] counts = success ? good : bad;
    counts[slot(Math.max(number, newest))]++;
  }

  /** The ratio of good runs in the newest buckets that end with the one of this time. */
  OptionalDouble ratio(Instant now, int buckets) {
    long last = number(now);
    long goodRuns = 0;
    long allRuns = 0;
    for (long number = Math.max(last - buckets + 1, oldest()); number <= newest; number++) {
      goodRuns += good[slot(number)];
      allRuns += good[slot(number)] + bad[slot(number)];
    }
    return allRuns == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) goodRuns / allRuns);
  }

  Buckets save() {
    List<Integer> goodRuns = new ArrayList<>();
    List<Integer> badRuns = new ArrayList<>();
    long first = oldest();
    while (first < newest && good[slot(first)] == 0 && bad[slot(first)] == 0) {
      first++;
    }
    for (long number = first; number <= newest; number++) {
      goodRuns.add(good[slot(number)]);
      badRuns.add(bad[slot(number)]);
    }
    return new Buckets(first, goodRuns, badRuns);
  }

  private long number(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), width);
  }

  private long oldest() {
    return Math.max(0, newest - good.length + 1);
  }

  private int slot(long number) {
    return (int) (number % good.length);
  }

  private void moveTo(long number) {
    for (long next = Math.max(newest + 1, number - good.length + 1); next <= number; next++) {
      good[slot(next)] = 0;
      bad[slot(next)] = 0;
    }
    newest = Math.max(newest, number);
  }
}
