// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.tsdb.index.LabelFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** Finds series by their labels. Thread-safe; writers are rare: only new and collected series. */
final class LabelIndex {

  /** All values of one label; holds the one copy of each string that the series share. */
  private static final class Label {
    private final String name;
    private final Map<String, Value> values = new HashMap<>();

    Label(String name) {
      this.name = name;
    }
  }

  private static final class Value {
    private final String text;
    private final Postings series = new Postings();

    Value(String text) {
      this.text = text;
    }
  }

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<String, Label> labels = new HashMap<>();
  private final Postings all = new Postings();
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
      values.forEach(value -> value.series.add(series));
      all.add(series);
      return series;
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Forgets the collected series and the strings that only they used. */
  void removeCollected() {
    lock.writeLock().lock();
    try {
      all.removeCollected();
      for (Label label : labels.values()) {
        label.values.values().forEach(value -> value.series.removeCollected());
        label.values.values().removeIf(value -> value.series.isEmpty());
      }
      labels.values().removeIf(label -> label.values.isEmpty());
    } finally {
      lock.writeLock().unlock();
    }
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

  MemSeries[] all() {
    lock.readLock().lock();
    try {
      return all.toArray();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** The series that fulfil all matchers, in no promised order. */
  List<MemSeries> find(List<Matcher> matchers) {
    List<Matcher> rest = new ArrayList<>(matchers);
    MemSeries[] candidates = candidates(rest);
    List<LabelFilter> filters = rest.stream().map(LabelFilter::new).toList();
    List<MemSeries> found = new ArrayList<>();
    for (MemSeries candidate : candidates) {
      if (filters.stream().allMatch(filter -> filter.keeps(candidate.labels()))) {
        found.add(candidate);
      }
    }
    return found;
  }

  /** Narrows by postings; takes away the matchers that need not be looked at any more. */
  private MemSeries[] candidates(List<Matcher> rest) {
    lock.readLock().lock();
    try {
      MemSeries[] narrowed = byNamedValues(rest);
      if (narrowed == null) {
        narrowed = byScannedValues(rest);
      }
      return narrowed == null ? all.toArray() : narrowed;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** By matchers that name the values they want; null when there is none. */
  private MemSeries @Nullable [] byNamedValues(List<Matcher> rest) {
    MemSeries[] narrowed = null;
    for (Matcher matcher : List.copyOf(rest)) {
      List<String> wanted = LabelFilter.namedValues(matcher);
      if (!wanted.isEmpty()) {
        rest.remove(matcher);
        MemSeries[] matched = Postings.union(postings(matcher.name(), wanted));
        narrowed = narrowed == null ? matched : Postings.intersection(narrowed, matched);
      }
    }
    return narrowed;
  }

  private List<Postings> postings(String name, List<String> wanted) {
    Label label = labels.get(name);
    List<Postings> found = new ArrayList<>();
    if (label != null) {
      for (String text : wanted) {
        Value value = label.values.get(text);
        if (value != null) {
          found.add(value.series);
        }
      }
    }
    return found;
  }

  /** By the first matcher that demands the label to be there; null when there is none. */
  private MemSeries @Nullable [] byScannedValues(List<Matcher> rest) {
    for (Matcher matcher : rest) {
      if (!matcher.matches("")) {
        rest.remove(matcher);
        Label label = labels.get(matcher.name());
        List<Postings> found = new ArrayList<>();
        if (label != null) {
          for (Value value : label.values.values()) {
            if (matcher.matches(value.text)) {
              found.add(value.series);
            }
          }
        }
        return Postings.union(found);
      }
    }
    return null;
  }
}
