// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import dev.skopos.model.Labels;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Samples in the order in which they came, at most so many. Samples of one series share one label
 * set, which would otherwise be most of what a long outage costs. Not thread-safe.
 */
final class Backlog {

  private final int capacity;
  private final Deque<QueuedSample> samples = new ArrayDeque<>();
  private final Map<Labels, Shared> shared = new HashMap<>();

  private static final class Shared {
    private final Labels labels;
    private int uses;

    Shared(Labels labels) {
      this.labels = labels;
    }
  }

  Backlog(int capacity) {
    this.capacity = capacity;
  }

  int size() {
    return samples.size();
  }

  /** Adds one at the end; tells whether the oldest had to give way. */
  boolean add(QueuedSample sample) {
    boolean full = samples.size() == capacity;
    if (full) {
      release(samples.removeFirst());
    }
    samples.addLast(retain(sample));
    return full;
  }

  /** Takes the oldest ones. */
  List<QueuedSample> take(int most) {
    List<QueuedSample> taken = new ArrayList<>(Math.min(most, samples.size()));
    while (taken.size() < most && !samples.isEmpty()) {
      QueuedSample oldest = samples.removeFirst();
      release(oldest);
      taken.add(oldest);
    }
    return taken;
  }

  private QueuedSample retain(QueuedSample sample) {
    Shared series = shared.computeIfAbsent(sample.labels(), Shared::new);
    series.uses++;
    return sample.sharing(series.labels);
  }

  private void release(QueuedSample sample) {
    shared.computeIfPresent(sample.labels(), (_, series) -> --series.uses == 0 ? null : series);
  }
}
