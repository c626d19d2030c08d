// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * When a series is there, as an instant query of Prometheus finds it: for five minutes after a
 * sample, or up to a stale marker. Immutable.
 *
 * @param runs in ascending order: those of the newest samples that were read, and the last before
 */
record Presence(List<Run> runs) {

  static final long LOOKBACK = 5 * Grid.MINUTE;
  static final Presence NONE = new Presence(List.of());

  /**
   * A span in which it is there all the time.
   *
   * @param began the time of the first sample
   * @param last that of the last one
   * @param end exclusive
   */
  record Run(long began, long last, long end) {
    private static Run from(long time) {
      return new Run(time, time, time + LOOKBACK);
    }

    private boolean holds(long time) {
      return began <= time && time < end;
    }
  }

  Presence {
    runs = List.copyOf(runs);
  }

  /** With what was read of it; what was read before may be among that. */
  Presence with(Series series) {
    List<Run> all = new ArrayList<>(runs.isEmpty() ? runs : List.of(runs.getLast()));
    long[] times = series.timestamps();
    for (int i = 0; i < times.length; i++) {
      if (Cursor.isValue(series, i)) {
        meet(all, times[i]);
      } else if (!all.isEmpty() && times[i] > all.getLast().last) {
        Run ended = all.removeLast();
        all.add(new Run(ended.began, ended.last, Math.min(ended.end, times[i])));
      }
    }
    return new Presence(all);
  }

  private static void meet(List<Run> all, long time) {
    if (all.isEmpty() || time >= all.getLast().end) {
      all.add(Run.from(time));
    } else if (time > all.getLast().last) {
      all.add(new Run(all.removeLast().began, time, time + LOOKBACK));
    }
  }

  boolean isThereAt(long time) {
    return runs.stream().anyMatch(run -> run.holds(time));
  }

  /** It is there at the time, and was just before. */
  boolean goesOnAt(long time) {
    return runs.stream().anyMatch(run -> run.holds(time) && run.began < time);
  }

  /** Whether it was there shortly before, be it that it still is. */
  boolean wasThereBefore(long time) {
    return runs.stream().anyMatch(run -> run.began < time && time - LOOKBACK < run.last);
  }

  /** Whether it came, or came back, after the time. */
  boolean beginsAfter(long time) {
    return runs.stream().anyMatch(run -> run.began > time);
  }
}
