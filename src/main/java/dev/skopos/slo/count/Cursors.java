// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private boolean forget(long before) {
      return bySeries.values().removeIf(cursor -> cursor.time() < before);
    }

    private void adopt(Known others) {
      bySeries.putAll(others.bySeries);
      order = others.order;
      inOrder = others.inOrder;
    }
  }

  private final List<Known> bySelection = new ArrayList<>();
  private Map<Target, Long> targets = new HashMap<>();
  private Selections selections;
  private long listedUntil;
  private boolean newcomers;

  /**
   * Without any cursor.
   *
   * @param listedUntil up to when series are looked at by the selections
   */
  Cursors(Selections selections, long listedUntil) {
    this.selections = selections;
    this.listedUntil = listedUntil;
    selections.list().forEach(_ -> bySelection.add(new Known()));
  }

  Selections selections() {
    return selections;
  }

  long listedUntil() {
    return listedUntil;
  }

  /** From now on these are read; as many as before, in the same order. */
  void select(Selections found, long until) {
    newcomers |= !found.list().equals(selections.list());
    selections = found;
    listedUntil = until;
  }

  boolean isEmpty() {
    return bySelection.stream().allMatch(known -> known.bySeries.isEmpty());
  }

  /** Those of the series of a selection, in the same order; null for one that is new. */
  @Nullable Cursor[] find(int selection, List<Series> series) {
    return bySelection.get(selection).of(series).clone();
  }

  Stream<Cursor> all() {
    return bySelection.stream().flatMap(known -> known.bySeries.values().stream());
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

  /** There are series that were not met before. */
  void meetNewcomers() {
    newcomers = true;
  }

  /** Whether there were some since this was asked last. */
  boolean takeNewcomers() {
    boolean some = newcomers;
    newcomers = false;
    return some;
  }

  /** Forgets the series that ended before the time, and the targets that have no other. */
  void forget(long before) {
    boolean some = false;
    for (Known known : bySelection) {
      some |= known.forget(before);
    }
    if (some) {
      targets
          .keySet()
          .retainAll(
              bySelection.stream()
                  .flatMap(known -> known.bySeries.keySet().stream())
                  .map(Target::of)
                  .collect(Collectors.toSet()));
    }
  }

  /** Takes over what was counted again. */
  void adopt(Cursors others) {
    selections = others.selections;
    listedUntil = others.listedUntil;
    targets = others.targets;
    for (int i = 0; i < bySelection.size(); i++) {
      bySelection.get(i).adopt(others.bySelection.get(i));
    }
  }
}
