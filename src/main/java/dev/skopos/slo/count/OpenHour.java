// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.slo.count.CountingDefinition.Slices;
import java.util.BitSet;
import java.util.Optional;

/** An hour of one group that is being counted. Not thread-safe. */
final class OpenHour {
  static final int NO_BEGIN = -1;

  /** Minutes; each target was scraped in that time. */
  private static final int UNSURE = 5;

  /**
   * What counting again cannot tell.
   *
   * @param begin the minute of the first sample that there is at all; {@link #NO_BEGIN}: there are
   *     samples before this hour
   * @param leftOut minutes of which nothing could be found out
   */
  record Known(int begin, BitSet leftOut) {}

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

  boolean hasBad() {
    return kept.hasBad() || counted.hasBad();
  }

  void add(Buckets more) {
    counted.addAll(more);
  }

  /**
   * What was counted again takes the place of what is there.
   *
   * @param known what is before the begin stays, and for a few minutes what is known, since the
   *     first sample of a series tells no increment; so does what was left out
   */
  void replace(Buckets again, Known known, long until) {
    Buckets old = view(until);
    int begin = known.begin;
    int sure = begin == NO_BEGIN ? 0 : Math.min(begin + UNSURE, Grid.HOUR_MINUTES);
    BitSet stay = stay(old, known.leftOut);
    for (int i = 0; i < Grid.HOUR_MINUTES; i++) {
      boolean stays = stay.get(i) || i < begin || (i < sure && old.minutes()[i] > 0);
      (stays ? again : old).clear(i);
    }
    kept = old;
    counted = again;
  }

  /** Minutes that were left out and counted before; slices stay as a whole. */
  private BitSet stay(Buckets old, BitSet leftOut) {
    int length = slices.map(Slices::minutes).orElse(1);
    BitSet stay = new BitSet();
    for (int minute = leftOut.nextSetBit(0); minute >= 0; minute = leftOut.nextSetBit(minute + 1)) {
      int from = minute - minute % length;
      if (!old.slice(from, from + length).isEmpty()) {
        stay.set(from, from + length);
      }
    }
    return stay;
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
