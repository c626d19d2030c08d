// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.model.Matcher;
import dev.skopos.model.Series;
import dev.skopos.slo.count.Cursors.Target;
import dev.skopos.store.Queryable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What the store has of a target at other times, and beside the selections. */
record TargetHistory(Queryable store, List<Selection> selections) {

  /** Some exporters give each sample a time of its own. */
  static final long SAME_SCRAPE = 5_000;

  private static final Matcher PROCESS_START =
      Matcher.equal(Labels.METRIC_NAME, "process_start_time_seconds");

  /** What to add to a selection to find the series of the target. */
  static List<Matcher> scope(Target target) {
    return List.of(
        Matcher.equal("job", target.job()), Matcher.equal("instance", target.instance()));
  }

  static List<Matcher> and(List<Matcher> matchers, List<Matcher> more) {
    List<Matcher> all = new ArrayList<>(matchers);
    all.addAll(more);
    return all;
  }

  /**
   * When the process began that was scraped at a time, by its own clock; empty: it does not say.
   */
  OptionalLong processStart(Target target, long time) {
    List<Series> found =
        store.select(
            time - SAME_SCRAPE, time + SAME_SCRAPE, and(List.of(PROCESS_START), scope(target)));
    if (found.size() != 1) {
      return OptionalLong.empty();
    }
    double seconds = found.getFirst().values()[0];
    return seconds > 0 ? OptionalLong.of((long) (seconds * 1_000)) : OptionalLong.empty();
  }

  /** Whether there are samples of the target in a span. */
  boolean hasSamples(Target target, long from, long to) {
    return from <= to
        && selections.stream()
            .filter(selection -> !selection.matchers().isEmpty())
            .anyMatch(
                selection ->
                    !store.series(from, to, and(selection.matchers(), scope(target))).isEmpty());
  }

  /** The sum of all that the target had with the last scrape before a time; empty without one. */
  OptionalDouble sumBefore(Target target, long time) {
    long to = time - 1;
    for (long span = Beginnings.PAUSE; to >= 0; span *= 2) {
      long from = Math.max(0, to - span + 1);
      List<Series> found = new ArrayList<>();
      for (Selection selection : selections) {
        if (!selection.matchers().isEmpty()) {
          found.addAll(store.select(from, to, and(selection.matchers(), scope(target))));
        }
      }
      OptionalDouble sum = sumAtEnd(found, to + 1);
      if (sum.isPresent()) {
        return sum;
      }
      to = hasSamples(target, 0, from - 1) ? from - 1 : -1;
    }
    return OptionalDouble.empty();
  }

  private static OptionalDouble sumAtEnd(List<Series> found, long time) {
    long scrape = Long.MIN_VALUE / 2;
    for (Series series : found) {
      Long last = Cursor.lastTimeBefore(series, time);
      scrape = last == null ? scrape : Math.max(scrape, last);
    }
    return sumAt(found, scrape);
  }

  /** The sum of the samples of one scrape; empty when there is none. */
  static OptionalDouble sumAt(List<Series> found, long scrape) {
    double sum = 0;
    boolean any = false;
    for (Series series : found) {
      for (int i = 0; i < series.length(); i++) {
        if (Math.abs(series.timestamps()[i] - scrape) <= SAME_SCRAPE
            && Double.isFinite(Cursor.number(series, i))) {
          sum += Cursor.number(series, i);
          any = true;
        }
      }
    }
    return any ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }
}
