// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.chunk;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decoded samples of one series in ascending order of time. Grows; not thread-safe. */
public final class Columns {

  private long[] times;
  private double[] values;
  private @Nullable Histogram @Nullable [] histograms;
  private int length;

  public Columns() {
    this(16);
  }

  public Columns(int capacity) {
    times = new long[capacity];
    values = new double[capacity];
  }

  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  public long time(int index) {
    return times[index];
  }

  public double value(int index) {
    return values[index];
  }

  /** The histogram at the index; null when that sample is a number. */
  public @Nullable Histogram histogram(int index) {
    return histograms == null ? null : histograms[index];
  }

  public long lastTime() {
    return length == 0 ? Long.MIN_VALUE : times[length - 1];
  }

  public void clear() {
    length = 0;
    histograms = null;
  }

  /** Adds a sample that is later than all before; the histogram is null for a number. */
  public void add(long time, double value, @Nullable Histogram histogram) {
    reserve(1);
    times[length] = time;
    values[length] = value;
    if (histogram != null) {
      histograms()[length] = histogram;
    }
    length++;
  }

  private @Nullable Histogram[] histograms() {
    if (histograms == null) {
      histograms = new @Nullable Histogram[times.length];
    }
    return histograms;
  }

  void reserve(int more) {
    if (times.length - length < more) {
      int capacity = Math.max(length + more, length + (length >> 1));
      times = Arrays.copyOf(times, capacity);
      values = Arrays.copyOf(values, capacity);
      if (histograms != null) {
        histograms = Arrays.copyOf(histograms, capacity);
      }
    }
  }

  long[] times() {
    return times;
  }

  double[] values() {
    return values;
  }

  /** Takes in numbers that were decoded behind the last sample, as far as they are in the span. */
  void accept(int count, long from, long to) {
    int end = length + count;
    int first = from <= times[length] ? length : lowerBound(from, length, end);
    int last = times[end - 1] <= to ? end : lowerBound(to + 1, first, end);
    if (first > length) {
      System.arraycopy(times, first, times, length, last - first);
      System.arraycopy(values, first, values, length, last - first);
    }
    if (histograms != null) {
      Arrays.fill(histograms, length, length + last - first, null);
    }
    length += last - first;
  }

  private int lowerBound(long time, int from, int to) {
    int found = Arrays.binarySearch(times, from, to, time);
    return found >= 0 ? found : -found - 1;
  }

  /** Whether there is a sample with this time; its position, or negative. */
  public int find(long time) {
    return Arrays.binarySearch(times, 0, length, time);
  }

  /** Both together; of two samples of the same time the one of these stays. */
  public Columns mergedWith(Columns other) {
    if (other.isEmpty()) {
      return this;
    }
    Columns merged = new Columns(length + other.length);
    int mine = 0;
    int others = 0;
    while (mine < length || others < other.length) {
      if (others == other.length || (mine < length && times[mine] <= other.times[others])) {
        if (others < other.length && times[mine] == other.times[others]) {
          others++;
        }
        merged.addFrom(this, mine++);
      } else {
        merged.addFrom(other, others++);
      }
    }
    return merged;
  }

  public void addFrom(Columns source, int index) {
    add(source.times[index], source.values[index], source.histogram(index));
  }

  /** Adds samples that may overlap with these; those that are here already stay. */
  public Columns with(Columns later) {
    if (later.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return later;
    }
    if (later.times[0] <= lastTime()) {
      return mergedWith(later);
    }
    append(later);
    return this;
  }

  private void append(Columns later) {
    reserve(later.length);
    System.arraycopy(later.times, 0, times, length, later.length);
    System.arraycopy(later.values, 0, values, length, later.length);
    if (later.histograms != null) {
      System.arraycopy(later.histograms, 0, histograms(), length, later.length);
    } else if (histograms != null) {
      Arrays.fill(histograms, length, length + later.length, null);
    }
    length += later.length;
  }

  /** A sample of one kind with all that follow of the same kind end before this index. */
  public int endOfKind(int start) {
    if (histograms == null) {
      return length;
    }
    int end = start + 1;
    while (end < length && (histograms[end] == null) == (histograms[start] == null)) {
      end++;
    }
    return end;
  }

  /** Without the room for more where that is most of it: for those who keep many. */
  public Columns trimmed() {
    if (length > times.length / 2) {
      return this;
    }
    Columns trimmed = new Columns(length);
    trimmed.append(this);
    return trimmed;
  }

  /** What was collected, as a series; these columns must not be used afterwards. */
  public Series toSeries(Labels labels) {
    if (length == times.length) {
      return new Series(labels, times, values, histograms);
    }
    return new Series(
        labels,
        Arrays.copyOf(times, length),
        Arrays.copyOf(values, length),
        histograms == null ? null : Arrays.copyOf(histograms, length));
  }
}
