// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import dev.skopos.model.Series;
import dev.skopos.slo.count.Cursors.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells of series that are new on a target which was scraped before whether they began at zero.
 * They did where others of the target go on. Where all that a target has of a selection ends with
 * one scrape, and others begin with the next, it was named anew, as by another label for all of it:
 * then the new ones count on from what the old ones had, and nothing tells from where. The same may
 * have happened while it was away: what it says of its process tells whether that is another one
 * than was scraped before; where it says nothing, it is when it has counted less. Not thread-safe.
 */
final class Beginnings {

  /** Whoever was away for longer may have been replaced. */
  static final long PAUSE = Grid.HOUR;

  private static final Target NONE = new Target("", "");

  private record Place(int selection, Target target) {}

  private record Begin(Place place, long first) {}

  /** The series of a few targets, by selection. */
  static final class Found {
    private final Set<Target> targets;
    private final Map<Place, List<Series>> read = new HashMap<>();
    private final Map<Place, Set<Labels>> earlier = new HashMap<>();

    Found(Set<Target> targets) {
      this.targets = targets;
    }

    /** There are samples of it in the span that is read. */
    void read(int selection, Series series) {
      Target target = Target.of(series.labels());
      if (targets.contains(target)) {
        read.computeIfAbsent(new Place(selection, target), _ -> new ArrayList<>()).add(series);
      }
    }

    /** There are samples of it before that span. */
    void earlier(int selection, Labels series) {
      Target target = Target.of(series);
      if (targets.contains(target)) {
        earlier.computeIfAbsent(new Place(selection, target), _ -> new HashSet<>()).add(series);
      }
    }
  }

  private final int selections;
  private final TargetHistory history;
  private final Found found;
  private final Supplier<Found> loadRecent;
  private final Map<Begin, Boolean> answers = new HashMap<>();
  private @Nullable Found recent;

  /**
   * Of the targets in {@code found}.
   *
   * @param loadRecent asked at most once: what is read in the {@link #PAUSE} before the span
   */
  Beginnings(TargetHistory history, Found found, Supplier<Found> loadRecent) {
    this.selections = history.selections().size();
    this.history = history;
    this.found = found;
    this.loadRecent = loadRecent;
  }

  /** Whether a new series of a selection, whose first sample has this time, began at zero. */
  boolean atZero(int selection, Labels series, long first) {
    return answers.computeIfAbsent(
        new Begin(new Place(selection, Target.of(series)), first),
        begin -> atZero(begin.place, first));
  }

  private boolean atZero(Place place, long first) {
    if (goesOn(place, first)) {
      return true;
    }
    if (place.target.equals(NONE)) {
      return false;
    }
    boolean others = othersGoOn(place.target, first);
    if (others && !isKnown(place, first)) {
      return true;
    }
    long scrape = Long.MIN_VALUE;
    for (int i = 0; i < selections; i++) {
      scrape = Math.max(scrape, last(new Place(i, place.target), first));
    }
    if (scrape < first - PAUSE) {
      return others || isAnotherProcess(place.target, first);
    }
    return others && last(place, first) < scrape - TargetHistory.SAME_SCRAPE;
  }

  /** Whether the target that was away is another process than was scraped before. */
  private boolean isAnotherProcess(Target target, long first) {
    OptionalLong start = history.processStart(target, first);
    if (start.isPresent()) {
      return !history.hasSamples(target, start.getAsLong(), first - 1);
    }
    OptionalDouble before = history.sumBefore(target, first);
    return before.isEmpty() || sumAt(target, first) < before.getAsDouble();
  }

  private double sumAt(Target target, long first) {
    List<Series> now = new ArrayList<>();
    for (int i = 0; i < selections; i++) {
      now.addAll(found.read.getOrDefault(new Place(i, target), List.of()));
    }
    return TargetHistory.sumAt(now, first).orElse(0);
  }

  private boolean othersGoOn(Target target, long first) {
    for (int i = 0; i < selections; i++) {
      if (goesOn(new Place(i, target), first)) {
        return true;
      }
    }
    return false;
  }

  /** Whether some series has samples before the time and from then on. */
  private boolean goesOn(Place place, long first) {
    Set<Labels> earlier = found.earlier.getOrDefault(place, Set.of());
    return found.read.getOrDefault(place, List.of()).stream()
        .anyMatch(
            series ->
                Cursor.hasValueFrom(series, first)
                    && (Cursor.lastTimeBefore(series, first) != null
                        || earlier.contains(series.labels())));
  }

  private boolean isKnown(Place place, long first) {
    return found.earlier.containsKey(place)
        || found.read.getOrDefault(place, List.of()).stream()
            .anyMatch(series -> Cursor.lastTimeBefore(series, first) != null);
  }

  /** The time of the last sample before; very early when there is none in the pause before. */
  private long last(Place place, long first) {
    Found before = recent;
    if (before == null) {
      before = loadRecent.get();
      recent = before;
    }
    return Math.max(last(before, place, first), last(found, place, first));
  }

  private static long last(Found in, Place place, long first) {
    long last = Long.MIN_VALUE / 2;
    for (Series series : in.read.getOrDefault(place, List.of())) {
      Long time = Cursor.lastTimeBefore(series, first);
      last = time == null ? last : Math.max(last, time);
    }
    return last;
  }
}
