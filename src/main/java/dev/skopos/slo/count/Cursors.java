// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
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

  private final List<Map<Labels, Cursor>> bySelection = new ArrayList<>();
  private Map<Target, Long> targets = new HashMap<>();
  private Selections selections;

  Cursors(Selections selections) {
    this.selections = selections;
    selections.list().forEach(_ -> bySelection.add(new HashMap<>()));
  }

  Selections selections() {
    return selections;
  }

  /** From now on these are read; as many as before, in the same order. */
  void select(Selections found) {
    selections = found;
  }

  boolean isEmpty() {
    return bySelection.stream().allMatch(Map::isEmpty);
  }

  @Nullable Cursor find(int selection, Labels series) {
    return bySelection.get(selection).get(series);
  }

  void put(int selection, Labels series, Cursor cursor) {
    bySelection.get(selection).put(series, cursor);
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
      Map<Labels, Cursor> cursors = bySelection.get(i);
      cursors.values().removeIf(cursor -> cursor.time() < forgottenBefore);
      cursors.putAll(others.bySelection.get(i));
    }
  }
}
