// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.store.AppendException.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is in memory and what was refused. Thread-safe. */
final class HeadCounters {
  private final LongAdder chunks = new LongAdder();
  private final LongAdder chunkBytes = new LongAdder();
  private final LongAdder appended = new LongAdder();
  private final LongAdder samples = new LongAdder();
  private final Map<Reason, LongAdder> rejected = new ConcurrentHashMap<>();

  void sampleAppended() {
    appended.increment();
    samples.increment();
  }

  void samplesRestored(int count) {
    samples.add(count);
  }

  void samplesDropped(int count) {
    samples.add(-count);
  }

  void chunkAdded(Chunk chunk) {
    chunks.increment();
    chunkBytes.add(chunk.heapBytes());
  }

  void chunkDropped(Chunk chunk) {
    chunks.decrement();
    chunkBytes.add(-chunk.heapBytes());
    samplesDropped(chunk.count());
  }

  void rejected(Reason reason) {
    rejected.computeIfAbsent(reason, _ -> new LongAdder()).increment();
  }

  long chunks() {
    return chunks.sum();
  }

  long chunkBytes() {
    return chunkBytes.sum();
  }

  long appended() {
    return appended.sum();
  }

  long samples() {
    return samples.sum();
  }

  Map<Reason, Long> rejected() {
    Map<Reason, Long> counts = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      LongAdder count = rejected.get(reason);
      counts.put(reason, count == null ? 0 : count.sum());
    }
    return counts;
  }
}
