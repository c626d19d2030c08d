// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.slo.count.CountingDefinition.Slices;
import java.util.Optional;

/** An hour of one group that is being counted. Not thread-safe. */
final class OpenHour {
  private final long hour;
  private final Optional<Slices> slices;
  private Buckets kept;
  private Buckets counted = new Buckets(Grid.HOUR_MINUTES);

  /**
   * An hour.
   *
   * @param kept what is known of it already; with slices: those; not handed over
   */
  OpenHour(long hour, Optional<Slices> slices, Buckets kept) {
    this.hour = hour;
    this.slices = slices;
    this.kept = kept;
  }

  void add(Buckets more) {
    counted.addAll(more);
  }

  /** What was counted again takes the place of what is there of this minute and later ones. */
  void replace(Buckets again, int fromMinute, long until) {
    kept = view(until);
    kept.clearFrom(fromMinute);
    counted = again;
    for (int i = 0; i < fromMinute; i++) {
      again.bad()[i] = 0;
      again.total()[i] = 0;
      again.minutes()[i] = 0;
    }
  }

  /** The buckets as they are to be kept, when samples were read up to the time. */
  Buckets view(long until) {
    Buckets view = slices.map(length -> slices(length, until)).orElseGet(counted::copy);
    view.addAll(kept);
    return view;
  }

  /** The slices that are complete. */
  private Buckets slices(Slices definition, long until) {
    Buckets view = new Buckets(Grid.HOUR_MINUTES);
    System.arraycopy(counted.minutes(), 0, view.minutes(), 0, Grid.HOUR_MINUTES);
    int length = definition.minutes();
    for (int from = 0; from < Grid.HOUR_MINUTES; from += length) {
      int to = from + length;
      Tally tally = new Tally();
      counted.addTo(tally, from, to);
      Events events = tally.events();
      boolean complete = hour * Grid.HOUR + to * Grid.MINUTE <= until;
      if (complete && events.total() > 0) {
        double good = (events.total() - events.bad()) / events.total();
        view.add(to - 1, good >= definition.goodRatio() ? 0 : 1, 1);
      }
    }
    return view;
  }
}
