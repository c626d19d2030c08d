// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.head;

import dev.skopos.model.Exemplar;
import dev.skopos.model.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The newest exemplars of all series together; the oldest makes room. Thread-safe. */
final class ExemplarRing {

  private record Entry(Labels series, Exemplar exemplar) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final @Nullable Entry[] entries;
  private final Map<Labels, Exemplar> newest = new HashMap<>();
  private int next;

  ExemplarRing(int capacity) {
    entries = new @Nullable Entry[capacity];
  }

  /** What would become of the exemplar: appended, repeated or out of order. */
  Outcome check(Labels series, Exemplar exemplar) {
    lock.lock();
    try {
      Exemplar last = newest.get(series);
      if (last == null || last.timestamp() < exemplar.timestamp()) {
        return Outcome.APPENDED;
      }
      return last.equals(exemplar) ? Outcome.REPEATED : Outcome.OUT_OF_ORDER;
    } finally {
      lock.unlock();
    }
  }

  boolean add(Labels series, Exemplar exemplar) {
    lock.lock();
    try {
      if (entries.length == 0 || check(series, exemplar) != Outcome.APPENDED) {
        return false;
      }
      Entry oldest = entries[next];
      if (oldest != null) {
        newest.remove(oldest.series, oldest.exemplar);
      }
      entries[next] = new Entry(series, exemplar);
      newest.put(series, exemplar);
      next = (next + 1) % entries.length;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Those in the span of the series that are wanted, by series, in order of time. */
  Map<Labels, List<Exemplar>> find(long from, long to, Predicate<Labels> wanted) {
    Map<Labels, List<Exemplar>> found = new TreeMap<>();
    forEach(
        (series, exemplar) -> {
          boolean inSpan = exemplar.timestamp() >= from && exemplar.timestamp() <= to;
          if (inSpan && wanted.test(series)) {
            found.computeIfAbsent(series, _ -> new ArrayList<>()).add(exemplar);
          }
        });
    return found;
  }

  /** All of them, the oldest first. */
  void forEach(BiConsumer<Labels, Exemplar> receiver) {
    lock.lock();
    try {
      for (int i = 0; i < entries.length; i++) {
        Entry entry = entries[(next + i) % entries.length];
        if (entry != null) {
          receiver.accept(entry.series, entry.exemplar);
        }
      }
    } finally {
      lock.unlock();
    }
  }
}
