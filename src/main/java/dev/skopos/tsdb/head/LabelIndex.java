// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.tsdb.index.LabelValue;
import dev.skopos.tsdb.index.LabelValues;
import dev.skopos.tsdb.index.Search;
import dev.skopos.tsdb.index.SearchedIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** Finds series by their labels. Thread-safe; writers are rare: only new and collected series. */
final class LabelIndex {

  /** All values of one label; holds the one copy of each string that the series share. */
  private static final class Label implements LabelValues {
    private final String name;
    private final Map<String, Value> values = new HashMap<>();

    Label(String name) {
      this.name = name;
    }

    @Override
    public int count() {
      return values.size();
    }

    @Override
    public @Nullable LabelValue find(String text) {
      return values.get(text);
    }

    @Override
    public Iterable<Value> all() {
      return values.values();
    }
  }

  private static final class Value implements LabelValue {
    private final String text;
    private final Postings series = new Postings();

    Value(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }

    @Override
    public int size() {
      return series.length();
    }

    @Override
    public int[] series() {
      return series.toArray();
    }
  }

  /** This index for one search, under the lock. */
  private final class Searched implements SearchedIndex {

    @Override
    public int[] all() {
      return Arrays.stream(all, 0, size).mapToInt(MemSeries::id).toArray();
    }

    @Override
    public @Nullable LabelValues values(String label) {
      return labels.get(label);
    }

    @Override
    public Labels labels(int series) {
      return all[position(series, 0)].labels();
    }
  }

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, Label> labels = new HashMap<>();

  /** In ascending order of ids, as many as {@code size}. */
  private MemSeries[] all = new MemSeries[16];

  private int size;
  private int nextId;

  /** A new series with these labels, which has been entered. */
  MemSeries add(Labels key) {
    lock.writeLock().lock();
    try {
      List<Value> values = new ArrayList<>(key.size());
      String[] shared = new String[2 * key.size()];
      for (int i = 0; i < key.size(); i++) {
        Label label = labels.computeIfAbsent(key.name(i), Label::new);
        Value value = label.values.computeIfAbsent(key.value(i), Value::new);
        values.add(value);
        shared[2 * i] = label.name;
        shared[2 * i + 1] = value.text;
      }
      MemSeries series = new MemSeries(nextId++, Labels.ofSorted(shared));
      values.forEach(value -> value.series.add(series.id()));
      add(series);
      return series;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void add(MemSeries series) {
    if (size == all.length) {
      all = Arrays.copyOf(all, size + Math.max(1, size >> 1));
    }
    all[size++] = series;
  }

  /** Forgets the collected series and the strings that only they used. */
  void removeCollected() {
    lock.writeLock().lock();
    try {
      BitSet collected = takeCollected();
      for (Label label : labels.values()) {
        label.values.values().forEach(value -> value.series.remove(collected));
        label.values.values().removeIf(value -> value.series.isEmpty());
      }
      labels.values().removeIf(label -> label.values.isEmpty());
    } finally {
      lock.writeLock().unlock();
    }
  }

  private BitSet takeCollected() {
    BitSet collected = new BitSet(nextId);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (all[i].isCollected()) {
        collected.set(all[i].id());
      } else {
        all[kept++] = all[i];
      }
    }
    all = Arrays.copyOf(all, Math.max(1, kept));
    size = kept;
    return collected;
  }

  /** The names of all labels, in no promised order. */
  List<String> names() {
    lock.readLock().lock();
    try {
      return List.copyOf(labels.keySet());
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The values of a label, in no promised order. */
  List<String> values(String name) {
    lock.readLock().lock();
    try {
      Label label = labels.get(name);
      return label == null ? List.of() : List.copyOf(label.values.keySet());
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Tells the receiver of every label and value and how many series have it. */
  void count(LabelCount receiver) {
    lock.readLock().lock();
    try {
      for (Label label : labels.values()) {
        label.values.values().forEach(v -> receiver.on(label.name, v.text, v.series.length()));
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Receives how many series have a label with a value. */
  interface LabelCount {
    void on(String name, String value, int series);
  }

  /** All series, in the order in which they came. */
  MemSeries[] all() {
    lock.readLock().lock();
    try {
      return Arrays.copyOf(all, size);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The series that fulfil all matchers, in the order in which they came. */
  List<MemSeries> find(List<Matcher> matchers) {
    lock.readLock().lock();
    try {
      int[] numbers = Search.find(new Searched(), matchers);
      List<MemSeries> found = new ArrayList<>(numbers.length);
      int at = 0;
      for (int number : numbers) {
        at = position(number, at);
        found.add(all[at]);
      }
      return found;
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Where a series is that does not stand before the start. Its number is ahead of the one at the
   * start by at least as many as it stands behind: by just as many, when none was collected.
   */
  private int position(int id, int start) {
    int low = start;
    int high = (int) Math.min(size - 1L, (long) start + id - all[start].id());
    while (all[high].id() != id) {
      int middle = (low + high) >>> 1;
      if (all[middle].id() < id) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
