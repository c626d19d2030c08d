// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Says of each sample of a histogram whether its increment is counted, so that each observation
 * counts once however the histogram is exposed and whenever that changes: the native one counts
 * while it is there, otherwise the classic one while it has the bucket. What begins while the other
 * kind is there, or was a moment ago, counts from its second sample on: the other one counted what
 * is in the first. That they are there is told by {@link Presence}, so that it depends on the
 * samples alone and not on when they are read. Not thread-safe.
 */
final class Histograms {

  /** The parts of a histogram, in the order of its selections. */
  enum Part {
    NATIVE,
    COUNT,
    BUCKET;

    /** What the parts of one histogram have in common. */
    Labels whole(Labels series) {
      return switch (this) {
        case NATIVE -> series;
        case COUNT -> without("_count", series);
        case BUCKET -> without("_bucket", series).without("le");
      };
    }

    private static Labels without(String suffix, Labels series) {
      String name = series.get(Labels.METRIC_NAME);
      return name.endsWith(suffix)
          ? series.with(Labels.METRIC_NAME, name.substring(0, name.length() - suffix.length()))
          : series;
    }
  }

  private record Parts(List<Presence> natives, List<Presence> counts, List<Presence> buckets) {
    Parts() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    List<Presence> of(Part part) {
      return switch (part) {
        case NATIVE -> natives;
        case COUNT -> counts;
        case BUCKET -> buckets;
      };
    }

    boolean any(Part part, Predicate<Presence> condition) {
      return of(part).stream().anyMatch(condition);
    }

    boolean counts(Part part, Presence series, long time) {
      boolean goesOn = series.goesOnAt(time);
      return switch (part) {
        case NATIVE ->
            goesOn || !(isOrWasThere(Part.COUNT, time) && isOrWasThere(Part.BUCKET, time));
        case COUNT ->
            isClassic(goesOn, time)
                && any(Part.BUCKET, one -> goesOn ? one.goesOnAt(time) : one.isThereAt(time));
        case BUCKET ->
            isClassic(goesOn, time) && (goesOn || !any(Part.COUNT, one -> one.goesOnAt(time)));
      };
    }

    private boolean isOrWasThere(Part part, long time) {
      return any(part, one -> one.isThereAt(time) || one.wasThereBefore(time));
    }

    private boolean isClassic(boolean goesOn, long time) {
      return !any(Part.NATIVE, one -> goesOn ? one.goesOnAt(time) : one.wasThereBefore(time));
    }
  }

  private final Map<Labels, Parts> histograms = new HashMap<>();

  /** Takes in a series, as far as it was read; nothing happens when it is none of a histogram. */
  void add(Cursor cursor) {
    cursor
        .part()
        .ifPresent(
            part ->
                histograms
                    .computeIfAbsent(cursor.whole(), _ -> new Parts())
                    .of(part)
                    .add(cursor.presence()));
  }

  /** Whether the increment up to a sample of the series, by its time, is counted. */
  LongPredicate counted(Cursor cursor) {
    Parts parts = histograms.get(cursor.whole());
    Part part = cursor.part().orElse(null);
    return parts == null || part == null
        ? _ -> true
        : time -> parts.counts(part, cursor.presence(), time);
  }
}
