// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.slo.count.Cursors.Target;
import dev.skopos.slo.count.Origins.Newcomer;
import dev.skopos.store.Queryable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads raw samples. */
final class SampleReading implements Reading {

  /** Finds the series of an indicator that have samples in a span. */
  interface Finder {
    Selections at(long from, long to);
  }

  /** A series without samples for as long is looked for as one that is new. */
  private static final long LOOKBACK = Presence.LOOKBACK;

  /** For so long there are hardly other series of a kind that was not there before. */
  private static final long LISTED_FOR = 10 * Grid.MINUTE;

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
    return Queryable.ON_TIME;
  }

  @Override
  public OptionalLong pastRevision() {
    return store.pastRevision();
  }

  @Override
  public boolean hasSamplesBefore(long time) {
    return finder.at(0, time).list().stream()
        .anyMatch(
            one -> !one.matchers().isEmpty() && !store.series(0, time, one.matchers()).isEmpty());
  }

  @Override
  public Cursors cursors(long at, long to) {
    long from = at - LOOKBACK + 1;
    Cursors cursors = new Cursors(finder.at(from, to), to);
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
        groups.group(series.labels(), series.timestamps()[series.length() - 1]));
  }

  @Override
  public long count(long after, long to, Cursors cursors, Counts counts) {
    if (!cursors.selections().settled() || to > cursors.listedUntil() + LISTED_FOR) {
      cursors.select(finder.at(Math.min(after + 1, to - Grid.HOUR), to), to);
    }
    List<List<Series>> read = new ArrayList<>();
    for (Selection selection : cursors.selections().list()) {
      read.add(select(selection, after + 1, to));
    }
    List<@Nullable Cursor[]> known = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      known.add(cursors.find(i, read.get(i)));
    }
    meetNewcomers(read, known, after, cursors);
    Histograms histograms = histograms(read, known, after, cursors);
    long samples = 0;
    for (int i = 0; i < read.size(); i++) {
      List<Series> found = read.get(i);
      for (int k = 0; k < found.size(); k++) {
        Cursor cursor = known.get(i)[k];
        if (cursor != null && isAdmitted(cursor.group(), cursors)) {
          cursor.count(found.get(k), counts, histograms.counted(cursor));
        }
        samples += found.get(k).length();
      }
    }
    return samples;
  }

  private static Histograms histograms(
      List<List<Series>> read, List<@Nullable Cursor[]> known, long after, Cursors cursors) {
    Histograms histograms = new Histograms();
    if (cursors.selections().list().stream().noneMatch(one -> one.part().isPresent())) {
      return histograms;
    }
    for (int i = 0; i < read.size(); i++) {
      for (int k = 0; k < known.get(i).length; k++) {
        Cursor cursor = known.get(i)[k];
        if (cursor != null) {
          cursor.see(read.get(i).get(k));
          if (cursor.presence().beginsAfter(after)) {
            // of what comes with it a part may be stored, which tells something else
            cursors.meetNewcomers();
          }
        }
      }
    }
    cursors.all().forEach(histograms::add);
    return histograms;
  }

  private boolean isAdmitted(@Nullable Labels group, Cursors cursors) {
    if (group != null && !groups.admits(group)) {
      // it made room for another one, and is back
      cursors.meetNewcomers();
      return false;
    }
    return group != null;
  }

  /** Fills in the cursors that are not known, but of series with stale markers alone. */
  private void meetNewcomers(
      List<List<Series>> read, List<@Nullable Cursor[]> known, long after, Cursors cursors) {
    List<Newcomer> newcomers = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      for (int k = 0; k < known.get(i).length; k++) {
        if (known.get(i)[k] == null) {
          known.get(i)[k] = newcomer(i, read.get(i).get(k), cursors, newcomers);
        }
      }
    }
    if (newcomers.isEmpty()) {
      return;
    }
    cursors.meetNewcomers();
    newcomers.forEach(one -> cursors.see(Target.of(one.series()), one.first()));
    boolean counters =
        cursors.selections().list().stream()
            .anyMatch(selection -> !(selection.measure() instanceof Measure.Verdicts));
    if (counters) {
      origins.find(newcomers, read, after, cursors);
    }
    newcomers.forEach(one -> cursors.put(one.selection(), one.series(), one.cursor()));
  }

  private @Nullable Cursor newcomer(
      int selection, Series series, Cursors cursors, List<Newcomer> newcomers) {
    Long first = Cursor.firstTime(series);
    if (first == null) {
      return null;
    }
    Cursor cursor = cursor(cursors.selections().list().get(selection), series);
    newcomers.add(new Newcomer(selection, series.labels(), first, cursor));
    return cursor;
  }

  @Override
  public List<CountProblem> problems(Cursors cursors) {
    return cursors.selections().problems();
  }
}
