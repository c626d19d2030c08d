// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The newest exemplars of all series together; the oldest makes room. Those of one series come in
 * the order of their time, then value, then labels, as in Prometheus. Thread-safe.
 */
final class ExemplarRing {

  private static final int NONE = -1;

  private static final Comparator<Exemplar> ORDER =
      Comparator.comparingLong(Exemplar::timestamp)
          .thenComparingDouble(Exemplar::value)
          .thenComparing(Exemplar::labels);

  /**
   * An exemplar at its place.
   *
   * @param before the place of the one of the same series before it, unless that gave way
   */
  private record Entry(Labels series, Exemplar exemplar, int before) {
    boolean isIn(long from, long to) {
      return exemplar.timestamp() >= from && exemplar.timestamp() <= to;
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final @Nullable Entry[] entries;
  private final Map<Labels, Integer> newest = new HashMap<>();
  private int next;
  private int size;

  ExemplarRing(int capacity) {
    entries = new @Nullable Entry[capacity];
  }

  /**
   * What would become of the exemplar: appended, repeated or out of order. Without room for any,
   * each is taken for a repeated one.
   */
  Outcome check(Labels series, Exemplar exemplar) {
    lock.lock();
    try {
      Entry last = entryAt(newest.getOrDefault(series, NONE));
      if (entries.length == 0) {
        return Outcome.REPEATED;
      }
      if (last == null || ORDER.compare(exemplar, last.exemplar) > 0) {
        return Outcome.APPENDED;
      }
      return isThere(last, exemplar) ? Outcome.REPEATED : Outcome.OUT_OF_ORDER;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Entry entryAt(int place) {
    return place == NONE ? null : entries[place];
  }

  /** A native histogram shows each of its exemplars again and again, not only the newest. */
  private boolean isThere(Entry last, Exemplar exemplar) {
    Entry entry = last;
    int order = ORDER.compare(exemplar, entry.exemplar);
    while (order < 0) {
      Entry before = entryAt(entry.before);
      if (before == null || !isBefore(before, entry)) {
        return false;
      }
      entry = before;
      order = ORDER.compare(exemplar, entry.exemplar);
    }
    return order == 0;
  }

  /** Another one may have taken the place of the one before. */
  private static boolean isBefore(Entry before, Entry entry) {
    return before.series.equals(entry.series) && ORDER.compare(before.exemplar, entry.exemplar) < 0;
  }

  /** Adds the exemplar, if it is one to add. */
  Outcome add(Labels series, Exemplar exemplar) {
    lock.lock();
    try {
      Outcome outcome = check(series, exemplar);
      if (outcome != Outcome.APPENDED) {
        return outcome;
      }
      Entry oldest = entries[next];
      if (oldest != null) {
        newest.remove(oldest.series, next);
        size--;
      }
      size++;
      entries[next] = new Entry(series, exemplar, newest.getOrDefault(series, NONE));
      newest.put(series, next);
      next = (next + 1) % entries.length;
      return outcome;
    } finally {
      lock.unlock();
    }
  }

  /** Removes those in the span of the series that are meant; says which series had any. */
  Set<Labels> remove(long from, long to, Predicate<Labels> meant) {
    Set<Labels> had = new HashSet<>();
    lock.lock();
    try {
      for (int i = 0; i < entries.length; i++) {
        Entry entry = entries[i];
        if (entry != null && entry.isIn(from, to) && meant.test(entry.series)) {
          entries[i] = null;
          size--;
          newest.remove(entry.series, i);
          had.add(entry.series);
        }
      }
    } finally {
      lock.unlock();
    }
    return had;
  }

  /** Those in the span of the series that are wanted, by series, in order of time. */
  Map<Labels, List<Exemplar>> find(long from, long to, Predicate<Labels> wanted) {
    Map<Labels, List<Exemplar>> found = new TreeMap<>();
    forEach(
        entry -> {
          if (entry.isIn(from, to) && wanted.test(entry.series)) {
            found.computeIfAbsent(entry.series, _ -> new ArrayList<>()).add(entry.exemplar);
          }
        });
    return found;
  }

  /** All of them, the oldest first. */
  void forEach(BiConsumer<Labels, Exemplar> receiver) {
    forEach(entry -> receiver.accept(entry.series, entry.exemplar));
  }

  /** How many there are now. */
  int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  private void forEach(Consumer<Entry> receiver) {
    lock.lock();
    try {
      for (int i = 0; i < entries.length; i++) {
        Entry entry = entries[(next + i) % entries.length];
        if (entry != null) {
          receiver.accept(entry);
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
