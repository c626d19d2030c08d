// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a reading finds, by hour and group. Not thread-safe. */
final class Counts {
  private final SortedMap<Long, Map<Labels, Buckets>> hours = new TreeMap<>();
  private final Map<Long, BitSet> leftOut = new HashMap<>();
  private @Nullable Writer last;

  /** Writes what happened in one group, in the order of time mostly. */
  final class Writer {
    private final Labels group;
    private long hour;
    private @Nullable Buckets buckets;

    private Writer(Labels group) {
      this.group = group;
    }

    /**
     * Adds events.
     *
     * @param seen there is a sample of the total at this time
     */
    void add(long time, double bad, double total, boolean seen) {
      long minute = Grid.minuteOf(time);
      Buckets target = buckets(Math.floorDiv(minute, (long) Grid.HOUR_MINUTES));
      int inHour = Math.floorMod(minute, Grid.HOUR_MINUTES);
      target.add(inHour, bad, total);
      if (seen) {
        target.see(inHour);
      }
    }

    private Buckets buckets(long wanted) {
      Buckets found = buckets;
      if (found == null || wanted != hour) {
        found =
            hours
                .computeIfAbsent(wanted, _ -> new HashMap<>())
                .computeIfAbsent(group, _ -> new Buckets(Grid.HOUR_MINUTES));
        buckets = found;
        hour = wanted;
      }
      return found;
    }
  }

  /** The same as before when it is asked for the same group again. */
  Writer writer(Labels group) {
    Writer known = last;
    if (known == null || !known.group.equals(group)) {
      known = new Writer(group);
      last = known;
    }
    return known;
  }

  /** The others, which are not used any more, belong to it too. */
  void addAll(Counts others) {
    others.hours.forEach(
        (hour, found) -> {
          Map<Labels, Buckets> groups = hours.computeIfAbsent(hour, _ -> new HashMap<>());
          found.forEach(
              (group, more) -> {
                Buckets known = groups.putIfAbsent(group, more);
                if (known != null) {
                  known.addAll(more);
                }
              });
        });
    others.leftOut.forEach(
        (hour, minutes) -> leftOut.computeIfAbsent(hour, _ -> new BitSet()).or(minutes));
  }

  /** Nothing could be found out about the minute that ends at the time. */
  void leaveOut(long time) {
    long minute = Grid.minuteOf(time);
    leftOut
        .computeIfAbsent(Math.floorDiv(minute, (long) Grid.HOUR_MINUTES), _ -> new BitSet())
        .set(Math.floorMod(minute, Grid.HOUR_MINUTES));
  }

  /** The minutes of an hour that were left out. */
  BitSet leftOut(long hour) {
    return leftOut.getOrDefault(hour, new BitSet());
  }

  SortedMap<Long, Map<Labels, Buckets>> hours() {
    return hours;
  }
}
