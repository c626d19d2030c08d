// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.slo.count.Beginnings.Found;
import dev.skopos.slo.count.Cursors.Target;
import dev.skopos.store.Queryable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds where series stood before those samples of theirs that are met first. One that has earlier
 * samples stood there, however long ago that is. Of one that is new on a target that was scraped
 * before, {@link Beginnings} tells whether it began at zero between two scrapes. Of others nothing
 * is known: the first sample is where they begin.
 */
record Origins(Queryable store) {

  private static final int FEW_TARGETS = 4;
  private static final int FEW_SERIES = 16;
  private static final int MOST_HOURS = 24;
  private static final long[] SPANS = {
    Grid.HOUR, 6 * Grid.HOUR, Grid.DAY, 7 * Grid.DAY, 35 * Grid.DAY, Long.MAX_VALUE
  };

  /**
   * A series that is met for the first time.
   *
   * @param selection which one it belongs to
   * @param first the time of its first sample
   */
  record Newcomer(int selection, Labels series, long first, Cursor cursor) {}

  /**
   * Sets the cursors to where the series began.
   *
   * @param read what was read, by selection, the newcomers among them
   * @param after what was read comes after this
   */
  void find(List<Newcomer> newcomers, List<List<Series>> read, long after, Cursors cursors) {
    List<Selection> selections = cursors.selections().list();
    Set<Target> targets = targets(newcomers);
    List<List<Matcher>> scopes = scopes(targets);
    Found found = new Found(targets);
    Set<Cursor> old = new HashSet<>();
    for (int i = 0; i < selections.size(); i++) {
      Selection selection = selections.get(i);
      if (selection.matchers().isEmpty()) {
        continue;
      }
      Set<Labels> earlier = earlier(selection, scopes, after);
      int position = i;
      for (Labels labels : earlier) {
        cursors.see(Target.of(labels), after);
        found.earlier(position, labels);
      }
      read.get(i).forEach(series -> found.read(position, series));
      Map<Labels, Cursor> known = new HashMap<>();
      newcomers.stream()
          .filter(one -> one.selection == position && earlier.contains(one.series))
          .forEach(one -> known.put(one.series, one.cursor));
      old.addAll(known.values());
      startAtLast(selection, known, after);
    }
    Beginnings beginnings =
        new Beginnings(
            new TargetHistory(store, selections),
            found,
            () -> recent(selections, targets, scopes, after));
    for (Newcomer one : newcomers) {
      boolean isNew = !old.contains(one.cursor);
      if (isNew
          && cursors.isSeenBefore(Target.of(one.series), one.first)
          && beginnings.atZero(one.selection, one.series, one.first)) {
        one.cursor.startAtZero();
      }
    }
  }

  private static Set<Target> targets(List<Newcomer> newcomers) {
    return newcomers.stream().map(one -> Target.of(one.series)).collect(Collectors.toSet());
  }

  /** What to add to a selection to find the series of the same targets. */
  private static List<List<Matcher>> scopes(Set<Target> targets) {
    if (targets.size() > FEW_TARGETS) {
      return List.of(List.of());
    }
    return targets.stream().map(TargetHistory::scope).toList();
  }

  private Found recent(
      List<Selection> selections, Set<Target> targets, List<List<Matcher>> scopes, long until) {
    Found recent = new Found(targets);
    long from = Math.max(0, until - Beginnings.PAUSE + 1);
    for (int i = 0; i < selections.size(); i++) {
      List<Matcher> matchers = selections.get(i).matchers();
      for (List<Matcher> scope : matchers.isEmpty() ? List.<List<Matcher>>of() : scopes) {
        for (Series series : store.select(from, until, TargetHistory.and(matchers, scope))) {
          recent.read(i, series);
        }
      }
    }
    return recent;
  }

  private Set<Labels> earlier(Selection selection, List<List<Matcher>> scopes, long until) {
    Set<Labels> earlier = new HashSet<>();
    for (List<Matcher> scope : scopes) {
      earlier.addAll(store.series(0, until, TargetHistory.and(selection.matchers(), scope)));
    }
    return earlier;
  }

  /** Many are looked for together, an hour at a time; few, and what is left, one by one. */
  private void startAtLast(Selection selection, Map<Labels, Cursor> known, long until) {
    for (int hour = 0; hour < MOST_HOURS && known.size() > FEW_SERIES; hour++) {
      long to = until - hour * Grid.HOUR;
      start(store.select(to - Grid.HOUR + 1, to, selection.matchers()), known);
    }
    for (Labels series : List.copyOf(known.keySet())) {
      startAtLast(selection, series, known, until);
    }
  }

  private void startAtLast(
      Selection selection, Labels series, Map<Labels, Cursor> known, long until) {
    List<Matcher> exactly = new ArrayList<>(selection.matchers());
    series.forEach((name, value) -> exactly.add(Matcher.equal(name, value)));
    long to = until;
    for (long span : SPANS) {
      long from = Math.max(0, until - span + 1);
      if (to >= from && known.containsKey(series)) {
        start(store.select(from, to, exactly), known);
      }
      to = from - 1;
    }
  }

  private static void start(List<Series> samples, Map<Labels, Cursor> known) {
    for (Series series : samples) {
      Cursor cursor = known.get(series.labels());
      if (cursor != null && cursor.startAtLast(series)) {
        known.remove(series.labels());
      }
    }
  }
}
