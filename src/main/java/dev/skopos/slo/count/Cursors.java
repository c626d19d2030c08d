// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far all series of an indicator were counted. Not thread-safe. */
final class Cursors {

  /** What is scraped together. */
  record Target(String job, String instance) {
    static Target of(Labels series) {
      return new Target(series.get("job"), series.get("instance"));
    }
  }

  /**
   * Those of a selection. The store mostly gives the same series in the same order again, so that
   * they need not be looked for.
   */
  private static final class Known {
    private final Map<Labels, Cursor> bySeries = new HashMap<>();
    private Labels[] order = {};
    private @Nullable Cursor[] inOrder = {};

    private @Nullable Cursor[] of(List<Series> series) {
      Labels[] labels = new Labels[series.size()];
      @Nullable Cursor[] found = new Cursor[labels.length];
      for (int i = 0; i < found.length; i++) {
        labels[i] = series.get(i).labels();
        boolean same = i < order.length && order[i].equals(labels[i]);
        Cursor cursor = same ? inOrder[i] : null;
        found[i] = cursor == null ? bySeries.get(labels[i]) : cursor;
      }
      order = labels;
      inOrder = found;
      return found;
    }

    private void adopt(Known others, long forgottenBefore) {
      bySeries.values().removeIf(cursor -> cursor.time() < forgottenBefore);
      bySeries.putAll(others.bySeries);
      order = others.order;
      inOrder = others.inOrder;
    }
  }

  private final List<Known> bySelection = new ArrayList<>();
  private Map<Target, Long> targets = new HashMap<>();
  private Selections selections;

  Cursors(Selections selections) {
    this.selections = selections;
    selections.list().forEach(_ -> bySelection.add(new Known()));
  }

  Selections selections() {
    return selections;
  }

  /** From now on these are read; as many as before, in the same order. */
  void select(Selections found) {
    selections = found;
  }

  boolean isEmpty() {
    return bySelection.stream().allMatch(known -> known.bySeries.isEmpty());
  }

  /** Those of the series of a selection, in the same order; null for one that is new. */
  @Nullable Cursor[] find(int selection, List<Series> series) {
    return bySelection.get(selection).of(series).clone();
  }

  void put(int selection, Labels series, Cursor cursor) {
    bySelection.get(selection).bySeries.put(series, cursor);
  }

  /** The target has a sample at the time. */
  void see(Target target, long time) {
    targets.merge(target, time, Math::min);
  }

  boolean isSeenBefore(Target target, long time) {
    Long first = targets.get(target);
    return first != null && first < time;
  }

  /** Takes over what was counted again; what ended before the time is forgotten. */
  void adopt(Cursors others, long forgottenBefore) {
    selections = others.selections;
    targets = others.targets;
    for (int i = 0; i < bySelection.size(); i++) {
      bySelection.get(i).adopt(others.bySelection.get(i), forgottenBefore);
    }
  }
}
