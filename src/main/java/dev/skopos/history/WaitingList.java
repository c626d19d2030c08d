// SPDX-License-Identifier: Apache-2.0
package dev.skopos.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What waits to be written, in its order and bounded: the oldest give way. Thread-safe. */
final class WaitingList<T> {

  private final int most;
  private final Deque<T> waiting = new ArrayDeque<>();

  WaitingList(int most) {
    this.most = most;
  }

  synchronized int size() {
    return waiting.size();
  }

  /** How many had to give way. */
  synchronized int add(List<T> added) {
    waiting.addAll(added);
    return shorten();
  }

  /** The oldest ones, which do not wait any longer. */
  synchronized List<T> take(int count) {
    List<T> taken = new ArrayList<>(Math.min(count, waiting.size()));
    while (taken.size() < count && !waiting.isEmpty()) {
      taken.add(waiting.removeFirst());
    }
    return taken;
  }

  /** Undoes a {@link #take}; how many had to give way. */
  synchronized int putBack(List<T> taken) {
    taken.reversed().forEach(waiting::addFirst);
    return shorten();
  }

  private int shorten() {
    int tooMany = Math.max(0, waiting.size() - most);
    for (int i = 0; i < tooMany; i++) {
      waiting.removeFirst();
    }
    return tooMany;
  }
}
