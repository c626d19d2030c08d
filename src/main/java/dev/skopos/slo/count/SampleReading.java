// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.slo.count.Cursors.Target;
import dev.skopos.slo.count.Origins.Newcomer;
import dev.skopos.store.Queryable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads raw samples. */
final class SampleReading implements Reading {

  /** Finds the series of an indicator that have samples in a span. */
  interface Finder {
    Selections at(long from, long to);
  }

  private final Queryable store;
  private final Finder finder;
  private final GroupLimit groups;
  private final Origins origins;

  SampleReading(Queryable store, Finder finder, GroupLimit groups) {
    this.store = store;
    this.finder = finder;
    this.groups = groups;
    this.origins = new Origins(store);
  }

  @Override
  public long reach(long now) {
    return now;
  }

  /** A scrape is stored when it is over, with the time of its start. */
  @Override
  public long overlap() {
    return Grid.MINUTE;
  }

  @Override
  public boolean hasSamplesBefore(long time) {
    return finder.at(0, time).list().stream()
        .anyMatch(
            one -> !one.matchers().isEmpty() && !store.series(0, time, one.matchers()).isEmpty());
  }

  @Override
  public Cursors cursors(long at, long to) {
    long from = at - Grid.HOUR + 1;
    Cursors cursors = new Cursors(finder.at(from, to));
    List<Selection> selections = cursors.selections().list();
    for (int i = 0; i < selections.size(); i++) {
      Selection selection = selections.get(i);
      for (Series series : select(selection, from, at)) {
        Cursor cursor = cursor(selection, series);
        if (cursor.startAtLast(series)) {
          cursors.put(i, series.labels(), cursor);
          cursors.see(Target.of(series.labels()), cursor.time());
        }
      }
    }
    return cursors;
  }

  private List<Series> select(Selection selection, long from, long to) {
    return selection.matchers().isEmpty()
        ? List.of()
        : store.select(from, to, selection.matchers());
  }

  private Cursor cursor(Selection selection, Series series) {
    return new Cursor(
        selection,
        series.labels(),
        selection.excludes(series.labels())
            ? Optional.empty()
            : groups.group(series.labels(), series.timestamps()[series.length() - 1]));
  }

  @Override
  public long count(long after, long to, Cursors cursors, Counts counts) {
    if (!cursors.selections().settled()) {
      cursors.select(finder.at(after + 1, to));
    }
    List<List<Series>> read = new ArrayList<>();
    for (Selection selection : cursors.selections().list()) {
      read.add(select(selection, after + 1, to));
    }
    meetNewcomers(read, after, cursors);
    long samples = 0;
    for (int i = 0; i < read.size(); i++) {
      for (Series series : read.get(i)) {
        Cursor cursor = cursors.find(i, series.labels());
        if (cursor != null && isAdmitted(cursor.group())) {
          cursor.count(series, counts);
        }
        samples += series.length();
      }
    }
    return samples;
  }

  private boolean isAdmitted(@Nullable Labels group) {
    return group != null && groups.admits(group);
  }

  private void meetNewcomers(List<List<Series>> read, long after, Cursors cursors) {
    List<Newcomer> newcomers = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      Selection selection = cursors.selections().list().get(i);
      for (Series series : read.get(i)) {
        if (cursors.find(i, series.labels()) == null) {
          Long first = Cursor.firstTime(series);
          if (first != null) {
            newcomers.add(new Newcomer(i, series.labels(), first, cursor(selection, series)));
          }
        }
      }
    }
    if (newcomers.isEmpty()) {
      return;
    }
    newcomers.forEach(one -> cursors.see(Target.of(one.series()), one.first()));
    boolean counters =
        cursors.selections().list().stream()
            .anyMatch(selection -> !(selection.measure() instanceof Measure.Verdicts));
    if (counters) {
      origins.find(newcomers, read, after, cursors);
    }
    newcomers.forEach(one -> cursors.put(one.selection(), one.series(), one.cursor()));
  }

  @Override
  public List<CountProblem> problems(Cursors cursors) {
    return cursors.selections().problems();
  }
}
