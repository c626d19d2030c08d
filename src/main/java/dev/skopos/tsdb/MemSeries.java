// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb;

import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One series: full chunks and one that is being filled. Each method takes the lock of this series
 * only, and briefly; decoding is done outside of it.
 */
final class MemSeries {

  /** What became of a sample. */
  enum Outcome {
    APPENDED,
    /** The very same sample was there already; nothing to do, as in Prometheus. */
    REPEATED,
    DUPLICATE,
    OUT_OF_ORDER,
    /** The series was collected in the meantime: look it up again. */
    COLLECTED
  }

  private final int id;
  private final Labels labels;
  private final ArrayList<Chunk> full = new ArrayList<>(1);
  private @Nullable ChunkEncoder open;
  private long lastTime = Long.MIN_VALUE;
  private double lastValue;
  private boolean collected;

  MemSeries(int id, Labels labels) {
    this.id = id;
    this.labels = labels;
  }

  /** Ascends in the order of creation. */
  int id() {
    return id;
  }

  Labels labels() {
    return labels;
  }

  /** What would become of the sample, if nothing else is appended before it. */
  synchronized Outcome check(long time, double value) {
    return collected ? Outcome.COLLECTED : compare(lastTime, lastValue, time, value);
  }

  static Outcome compare(long lastTime, double lastValue, long time, double value) {
    if (time > lastTime) {
      return Outcome.APPENDED;
    }
    if (time < lastTime) {
      return Outcome.OUT_OF_ORDER;
    }
    boolean same = Double.doubleToRawLongBits(lastValue) == Double.doubleToRawLongBits(value);
    return same ? Outcome.REPEATED : Outcome.DUPLICATE;
  }

  /** Adds the samples of one batch at once: a reader sees all or none of them. */
  synchronized Outcome[] append(SampleBuffer samples, HeadCounters counters) {
    Outcome[] outcomes = new Outcome[samples.length()];
    for (int i = 0; i < outcomes.length; i++) {
      outcomes[i] = check(samples.time(i), samples.value(i));
      if (outcomes[i] == Outcome.APPENDED) {
        add(samples.time(i), samples.value(i), counters);
      }
    }
    return outcomes;
  }

  private void add(long time, double value, HeadCounters counters) {
    if (open == null) {
      open = new ChunkEncoder();
    }
    open.append(time, value);
    lastTime = time;
    lastValue = value;
    if (open.count() == Chunk.FULL) {
      Chunk chunk = open.toChunk();
      full.add(chunk);
      counters.chunkAdded(chunk);
      open = null;
    }
  }

  /** Takes over what a snapshot holds; for a series that nobody else knows yet. */
  synchronized void restore(List<Chunk> chunks, HeadCounters counters) {
    for (Chunk chunk : chunks) {
      full.add(chunk);
      counters.chunkAdded(chunk);
    }
    ChunkDecoder last = new ChunkDecoder(chunks.getLast());
    while (last.next()) {
      lastTime = last.time();
      lastValue = last.value();
    }
  }

  /** The chunks that have samples in the span, ascending; what is being filled comes as a copy. */
  synchronized List<Chunk> chunks(long from, long to) {
    List<Chunk> found = new ArrayList<>();
    // most readers want the newest samples: look from the end
    int first = full.size();
    while (first > 0 && full.get(first - 1).maxTime() >= from) {
      first--;
    }
    for (Chunk chunk : full.subList(first, full.size())) {
      if (chunk.minTime() <= to) {
        found.add(chunk);
      }
    }
    if (open != null && open.lastTime() >= from) {
      Chunk copy = open.toChunk();
      if (copy.overlaps(from, to)) {
        found.add(copy);
      }
    }
    return found;
  }

  synchronized List<Chunk> fullChunks() {
    return List.copyOf(full);
  }

  /** The samples in the span; empty when there are none. */
  Series read(long from, long to) {
    List<Chunk> chunks = chunks(from, to);
    int capacity = chunks.stream().mapToInt(Chunk::count).sum();
    long[] times = new long[capacity];
    double[] values = new double[capacity];
    int length = 0;
    for (Chunk chunk : chunks) {
      ChunkDecoder decoder = new ChunkDecoder(chunk);
      while (decoder.next() && decoder.time() <= to) {
        if (decoder.time() >= from) {
          times[length] = decoder.time();
          values[length++] = decoder.value();
        }
      }
    }
    return length == capacity
        ? new Series(labels, times, values)
        : new Series(labels, Arrays.copyOf(times, length), Arrays.copyOf(values, length));
  }

  boolean hasSample(long from, long to) {
    for (Chunk chunk : chunks(from, to)) {
      if (chunk.minTime() >= from || chunk.maxTime() <= to) {
        return true;
      }
      ChunkDecoder decoder = new ChunkDecoder(chunk);
      while (decoder.next() && decoder.time() <= to) {
        if (decoder.time() >= from) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Drops the chunks that ended before the time.
   *
   * @return whether nothing is left; the series then takes no more samples
   */
  synchronized boolean truncate(long before, HeadCounters counters) {
    full.removeIf(
        chunk -> {
          boolean old = chunk.maxTime() < before;
          if (old) {
            counters.chunkDropped(chunk);
          }
          return old;
        });
    if (open != null && open.lastTime() < before) {
      counters.samplesDropped(open.count());
      open = null;
    }
    collected = full.isEmpty() && open == null;
    return collected;
  }

  synchronized boolean isCollected() {
    return collected;
  }
}
