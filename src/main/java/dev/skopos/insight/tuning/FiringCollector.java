// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.tuning;

import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts firings together from samples that come in the order of time: {@code ALERTS} says when an
 * alert fired, {@code ALERTS_FOR_STATE} tells one firing from the next, since its value is when the
 * condition began to hold. Bounded. Not thread-safe.
 */
final class FiringCollector {

  static final List<String> NOT_OF_ALERT = List.of(Labels.METRIC_NAME, "alertstate");

  /** Without the other series, a longer gap ends a firing: as far as PromQL looks back. */
  private static final long LONGEST_GAP = 300_000;

  private record Key(Labels alert, long activeAt) {}

  private final int most;
  private final Map<Key, Firing> firings = new HashMap<>();
  private long dropped;

  /**
   * Nothing collected.
   *
   * @param most how many firings are kept
   */
  FiringCollector(int most) {
    this.most = most;
  }

  /**
   * Takes samples of one alert.
   *
   * @param firing when it fired
   * @param since when its condition began, in seconds; null: that is not known
   */
  void add(Labels alert, Series firing, @Nullable Series since) {
    int next = 0;
    long activeAt = 0;
    long before = Long.MIN_VALUE / 2;
    for (long at : firing.timestamps()) {
      while (since != null && next < since.length() && since.timestamps()[next] <= at) {
        next++;
      }
      if (since != null && next > 0) {
        activeAt = Math.round(since.values()[next - 1] * 1000);
      } else if (at - before > LONGEST_GAP) {
        activeAt = at;
      }
      before = at;
      seen(new Key(alert, activeAt), at);
    }
  }

  private void seen(Key key, long at) {
    Firing known = firings.get(key);
    if (known != null) {
      firings.put(key, known.seen(at));
    } else if (firings.size() < most) {
      firings.put(key, new Firing(key.alert(), key.activeAt(), at, at, 1));
    } else {
      dropped++;
    }
  }

  /** Whether there were more than are kept. */
  boolean isIncomplete() {
    return dropped > 0;
  }

  List<Firing> firings() {
    return new ArrayList<>(firings.values());
  }
}
