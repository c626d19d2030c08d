// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.store.AppendException.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was taken and what was refused since the start. Thread-safe. */
public final class HeadCounters {
  private final LongAdder appended = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder samples = new LongAdder();
  private final LongAdder created = new LongAdder();
  private final LongAdder removed = new LongAdder();
  private final LongAdder exemplars = new LongAdder();
  private final Map<Reason, LongAdder> rejected = new ConcurrentHashMap<>();
  private final Map<Reason, LongAdder> rejectedExemplars = new ConcurrentHashMap<>();

  void appended(int inOrder, int outOfOrder) {
    appended.add((long) inOrder + outOfOrder);
    late.add(outOfOrder);
    samples.add((long) inOrder + outOfOrder);
  }

  void restored(int count) {
    samples.add(count);
  }

  void dropped(int count) {
    samples.add(-count);
  }

  void seriesCreated() {
    created.increment();
  }

  void seriesRemoved() {
    removed.increment();
  }

  void exemplarAppended() {
    exemplars.increment();
  }

  void rejected(Reason reason) {
    rejected(reason, 1);
  }

  void rejected(Reason reason, int samples) {
    rejected.computeIfAbsent(reason, _ -> new LongAdder()).add(samples);
  }

  void exemplarRejected(Reason reason) {
    rejectedExemplars.computeIfAbsent(reason, _ -> new LongAdder()).increment();
  }

  /** Samples taken, the late ones among them. */
  public long appended() {
    return appended.sum();
  }

  public long late() {
    return late.sum();
  }

  /** Samples in memory now. */
  public long samples() {
    return samples.sum();
  }

  public long created() {
    return created.sum();
  }

  public long removed() {
    return removed.sum();
  }

  public long exemplars() {
    return exemplars.sum();
  }

  public Map<Reason, Long> rejectedExemplars() {
    return counts(rejectedExemplars);
  }

  public Map<Reason, Long> rejected() {
    return counts(rejected);
  }

  private static Map<Reason, Long> counts(Map<Reason, LongAdder> counters) {
    Map<Reason, Long> counts = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      LongAdder count = counters.get(reason);
      counts.put(reason, count == null ? 0 : count.sum());
    }
    return counts;
  }
}
