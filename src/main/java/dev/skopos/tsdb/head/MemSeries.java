// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.store.SeriesRef;
import dev.skopos.tsdb.chunk.Columns;
import dev.skopos.tsdb.chunk.OpenChunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One series in memory: full chunks, one that is being filled, and what came late. Each method
 * takes the lock of this series only, and briefly; decoding is done outside of it. Changes are made
 * under the head's lock as well, so that there is one at a time.
 */
final class MemSeries implements SeriesRef {

  private static final HeadChunk[] NONE = {};

  private final int id;
  private final Labels labels;

  /** Guarded by the head's lock: the number in the log; negative when it is not there yet. */
  private int number = -1;

  private @Nullable SourceSeries source;
  private HeadChunk[] full = NONE;

  /** As many of the full chunks are for blocks that are being made. */
  private int frozen;

  private @Nullable OpenChunk open;
  private long openEnd;
  private @Nullable LateSamples late;
  private long lastTime = Long.MIN_VALUE;
  private double lastValue;
  private @Nullable Histogram lastHistogram;
  private boolean collected;

  MemSeries(int id, Labels labels) {
    this.id = id;
    this.labels = labels;
  }

  /** Ascends in the order of creation. */
  int id() {
    return id;
  }

  @Override
  public Labels labels() {
    return labels;
  }

  int number() {
    return number;
  }

  void number(int newNumber) {
    number = newNumber;
  }

  /** Lets the series count for the source, unless it counts for another. */
  synchronized void claim(SourceSeries claiming) {
    if (source == null && !collected) {
      source = claiming;
      claiming.added();
    }
  }

  boolean isClaimed() {
    return source != null;
  }

  /** What would become of the sample, as far as that can be told without reading. */
  synchronized Outcome check(
      long time, double value, @Nullable Histogram histogram, Bounds bounds) {
    if (collected) {
      return Outcome.COLLECTED;
    }
    if (time == lastTime) {
      return isLast(value, histogram) ? Outcome.REPEATED : Outcome.DUPLICATE;
    }
    if (time > lastTime) {
      return Outcome.APPENDED;
    }
    return time >= bounds.lateFloor() ? Outcome.LATE : Outcome.OUT_OF_ORDER;
  }

  private boolean isLast(double value, @Nullable Histogram histogram) {
    return same(lastValue, lastHistogram, value, histogram);
  }

  /** Whether two samples are the same, bit by bit where they are numbers. */
  static boolean same(
      double one, @Nullable Histogram oneHistogram, double two, @Nullable Histogram twoHistogram) {
    boolean numbers = oneHistogram == null && twoHistogram == null;
    return numbers
        ? Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(two)
        : Objects.equals(oneHistogram, twoHistogram);
  }

  /** Adds the sample, if it is one to add; readers see it at once. */
  synchronized Outcome append(
      long time, double value, @Nullable Histogram histogram, Bounds bounds, ChunkFiles files) {
    Outcome outcome = check(time, value, histogram, bounds);
    if (outcome == Outcome.APPENDED) {
      addInOrder(time, value, histogram, bounds, files);
    } else if (outcome == Outcome.LATE) {
      return addLate(time, value, histogram, bounds, files);
    }
    return outcome;
  }

  private void addInOrder(
      long time, double value, @Nullable Histogram histogram, Bounds bounds, ChunkFiles files) {
    OpenChunk chunk = open;
    if (chunk != null && (time >= openEnd || !chunk.takes(histogram))) {
      seal(chunk, files);
      chunk = null;
    }
    if (chunk == null) {
      chunk = OpenChunk.forKindOf(histogram);
      open = chunk;
      openEnd = endOfBlock(time, bounds);
    }
    chunk.add(time, value, histogram);
    lastTime = time;
    lastValue = value;
    lastHistogram = histogram;
    if (chunk.isFull()) {
      seal(chunk, files);
    }
  }

  private static long endOfBlock(long time, Bounds bounds) {
    return (Math.floorDiv(time, bounds.blockMillis()) + 1) * bounds.blockMillis();
  }

  private void seal(OpenChunk chunk, ChunkFiles files) {
    full = Arrays.copyOf(full, full.length + 1);
    full[full.length - 1] = files.add(chunk.seal());
    open = null;
  }

  private Outcome addLate(
      long time, double value, @Nullable Histogram histogram, Bounds bounds, ChunkFiles files) {
    Columns present = read(time, time, files);
    if (!present.isEmpty()) {
      return same(present.value(0), present.histogram(0), value, histogram)
          ? Outcome.REPEATED
          : Outcome.DUPLICATE;
    }
    if (late == null) {
      late = new LateSamples();
    }
    late.add(time, value, histogram, bounds, files);
    return Outcome.LATE;
  }

  /** The samples in the span; what is handed out does not change. */
  Columns read(long from, long to, ChunkFiles files) {
    return view(from, to).decode(from, to, files);
  }

  /** The chunks that have samples in the span. */
  synchronized SeriesView view(long from, long to) {
    // most readers want the newest samples: look from the end
    int first = full.length;
    while (first > 0 && full[first - 1].maxTime() >= from) {
      first--;
    }
    List<HeadChunk> inOrder = new ArrayList<>(full.length - first);
    for (int i = first; i < full.length && full[i].minTime() <= to; i++) {
      inOrder.add(full[i]);
    }
    boolean openCounts = open != null && lastTime >= from && open.minTime() <= to;
    return new SeriesView(
        inOrder,
        openCounts && open != null ? open.copy() : null,
        late == null ? List.of() : List.copyOf(late.chunks()),
        late == null ? null : late.recent());
  }

  /** Whether there is a sample in the span; decodes only when no chunk begins or ends there. */
  boolean hasSample(long from, long to, ChunkFiles files) {
    return endsWithin(from, to) || !read(from, to, files).isEmpty();
  }

  private synchronized boolean endsWithin(long from, long to) {
    if (open != null && open.endsWithin(from, to)) {
      return true;
    }
    for (int i = full.length - 1; i >= 0 && full[i].maxTime() >= from; i--) {
      if (full[i].maxTime() <= to || (full[i].minTime() >= from && full[i].minTime() <= to)) {
        return true;
      }
    }
    return false;
  }

  /**
   * From now on, {@link #truncate} takes what is here already and ends before the time, which is
   * one between two blocks; it takes nothing that comes later.
   */
  synchronized void freeze(long before, Bounds bounds, ChunkFiles files) {
    if (open != null && openEnd <= before) {
      seal(open, files);
    }
    frozen = 0;
    while (frozen < full.length && full[frozen].maxTime() < before) {
      frozen++;
    }
    if (late != null) {
      late.freeze(bounds, files);
    }
  }

  /**
   * Drops the frozen chunks that ended before the time.
   *
   * @return how many samples went
   */
  synchronized int truncate(long before) {
    int dropped = 0;
    int first = 0;
    while (first < frozen && full[first].maxTime() < before) {
      dropped += full[first++].count();
    }
    if (first > 0) {
      full = first == full.length ? NONE : Arrays.copyOfRange(full, first, full.length);
      frozen -= first;
    }
    if (late != null) {
      dropped += late.truncate(before);
      late = late.isEmpty() ? null : late;
    }
    return dropped;
  }

  /** Takes no more samples if it has none. */
  synchronized boolean collectIfEmpty() {
    collected = full.length == 0 && open == null && late == null;
    if (collected && source != null) {
      source.removed();
      source = null;
    }
    return collected;
  }

  synchronized boolean isCollected() {
    return collected;
  }

  /** The time of the first sample; {@code Long.MAX_VALUE} when there is none. */
  synchronized long minTime() {
    long min = late == null ? Long.MAX_VALUE : late.minTime();
    if (full.length > 0) {
      return Math.min(min, full[0].minTime());
    }
    return open == null ? min : Math.min(min, open.minTime());
  }

  /** Whether the newest sample is a histogram. */
  synchronized boolean endsInHistogram() {
    return lastHistogram != null;
  }

  synchronized long lastTime() {
    return lastTime;
  }

  synchronized int fullChunks() {
    return full.length;
  }

  /** Replaces all samples; how many went. The next one must still be later than the last was. */
  synchronized int replace(Columns samples, int before, Bounds bounds, ChunkFiles files) {
    long time = lastTime;
    double value = lastValue;
    Histogram histogram = lastHistogram;
    full = NONE;
    frozen = 0;
    open = null;
    late = null;
    for (int i = 0; i < samples.length(); i++) {
      addInOrder(samples.time(i), samples.value(i), samples.histogram(i), bounds, files);
    }
    lastTime = time;
    lastValue = value;
    lastHistogram = histogram;
    return before - samples.length();
  }

  /** Everything that a checkpoint keeps. */
  synchronized SeriesState state() {
    SeriesView view = view(Long.MIN_VALUE, Long.MAX_VALUE);
    return new SeriesState(labels, number, lastTime, lastValue, lastHistogram, view);
  }

  /** Takes over what a checkpoint kept. */
  synchronized void restore(SeriesState state, Bounds bounds, ChunkFiles files) {
    full = state.view().full().toArray(HeadChunk[]::new);
    if (state.view().open() != null) {
      OpenChunk resumed = OpenChunk.resume(state.view().open());
      open = resumed;
      openEnd = endOfBlock(resumed.minTime(), bounds);
      if (resumed.isFull()) {
        seal(resumed, files);
      }
    }
    restoreLate(state.view(), bounds, files);
    number = state.number();
    lastTime = state.lastTime();
    lastValue = state.lastValue();
    lastHistogram = state.lastHistogram();
  }

  private void restoreLate(SeriesView view, Bounds bounds, ChunkFiles files) {
    Columns recent = view.recentLate();
    if (view.late().isEmpty() && (recent == null || recent.isEmpty())) {
      return;
    }
    LateSamples restored = new LateSamples();
    view.late().forEach(restored::restore);
    for (int i = 0; recent != null && i < recent.length(); i++) {
      restored.add(recent.time(i), recent.value(i), recent.histogram(i), bounds, files);
    }
    late = restored;
  }

  /** The files that hold its chunks. */
  synchronized Set<Integer> files() {
    Set<Integer> numbers = new HashSet<>();
    for (HeadChunk chunk : full) {
      numbers.add(chunk.file());
    }
    if (late != null) {
      late.chunks().forEach(chunk -> numbers.add(chunk.file()));
    }
    return numbers;
  }
}
