// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.model.Sample;
import dev.skopos.model.Series;
import dev.skopos.promql.histogram.CounterResets;
import dev.skopos.promql.histogram.Fraction;
import dev.skopos.slo.count.Histograms.Part;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** How far the samples of one series were counted, and where it stood. Not thread-safe. */
final class Cursor {
  private final @Nullable Labels group;
  private final double badWeight;
  private final double totalWeight;
  private final Measure measure;
  private final Optional<Part> part;
  private final Labels whole;

  private Presence presence = Presence.NONE;
  private boolean started;
  private long time = Long.MIN_VALUE;
  private double value;
  private double good;
  private @Nullable Histogram histogram;

  /**
   * A series of which nothing is known.
   *
   * @param group empty: it is not counted
   */
  Cursor(Selection selection, Labels series, Optional<Labels> group) {
    this.group = group.orElse(null);
    this.measure = selection.measure();
    this.part = selection.part();
    this.whole = part.map(each -> each.whole(series)).orElse(Labels.EMPTY);
    double bad = 0;
    double total = 0;
    for (Selection.Weight weight : selection.weights()) {
      if (weight.condition().stream().allMatch(matcher -> matcher.matches(series))) {
        bad += weight.bad();
        total += weight.total();
      }
    }
    this.badWeight = bad;
    this.totalWeight = total;
  }

  /** Empty when it is not counted. */
  @Nullable Labels group() {
    return group;
  }

  /** Present when it is a part of a histogram. */
  Optional<Part> part() {
    return part;
  }

  /** Which histogram it is a part of; without labels when it is none. */
  Labels whole() {
    return whole;
  }

  /** When the series is there, as far as it was read; of parts of histograms only. */
  Presence presence() {
    return presence;
  }

  /** Notes when the series is there. */
  void see(Series series) {
    presence = part.isPresent() ? presence.with(series) : presence;
  }

  long time() {
    return time;
  }

  /** The series began at zero. */
  void startAtZero() {
    started = true;
  }

  /** The series stands where the last of its samples is; false when none tells where. */
  boolean startAtLast(Series series) {
    see(series);
    for (int i = series.length() - 1; i >= 0; i--) {
      if (isCounted(series, i)) {
        remember(series, i, goodOf(series.histogram(i)));
        return true;
      }
    }
    return false;
  }

  /** The time of the first sample that is no stale marker; empty when there is none. */
  static @Nullable Long firstTime(Series series) {
    for (int i = 0; i < series.length(); i++) {
      if (isValue(series, i)) {
        return series.timestamps()[i];
      }
    }
    return null;
  }

  /** The time of the last sample before a time that is no stale marker; empty without one. */
  static @Nullable Long lastTimeBefore(Series series, long time) {
    long[] times = series.timestamps();
    for (int i = firstAt(times, time) - 1; i >= 0; i--) {
      if (isValue(series, i)) {
        return times[i];
      }
    }
    return null;
  }

  /** Whether there is a sample at the time or after it that is no stale marker. */
  static boolean hasValueFrom(Series series, long time) {
    for (int i = firstAt(series.timestamps(), time); i < series.length(); i++) {
      if (isValue(series, i)) {
        return true;
      }
    }
    return false;
  }

  private static int firstAt(long[] times, long time) {
    int place = Arrays.binarySearch(times, time);
    return place < 0 ? -place - 1 : place;
  }

  /** Whether the sample is no stale marker. */
  static boolean isValue(Series series, int index) {
    Histogram sample = series.histogram(index);
    return !Sample.isStale(sample == null ? series.values()[index] : sample.sum());
  }

  /** A counter that is infinite, or no number, tells nothing: as if there were no sample. */
  private boolean isCounted(Series series, int index) {
    return isValue(series, index)
        && (measure instanceof Measure.Verdicts || Double.isFinite(number(series, index)));
  }

  static double number(Series series, int index) {
    Histogram sample = series.histogram(index);
    return sample == null ? series.values()[index] : sample.count();
  }

  /**
   * Counts the samples that are newer than those counted before.
   *
   * @param counted whether the increment up to the sample of a time belongs to the events
   */
  void count(Series series, Counts counts, LongPredicate counted) {
    if (group == null) {
      return;
    }
    Counts.Writer writer = counts.writer(group);
    long[] times = series.timestamps();
    for (int i = 0; i < times.length; i++) {
      if (times[i] > time && isCounted(series, i)) {
        count(series, i, writer, counted);
      }
    }
  }

  private void count(Series series, int index, Counts.Writer writer, LongPredicate counted) {
    switch (measure) {
      case Measure.Increments _ -> countIncrement(series, index, writer, counted);
      case Measure.Observations _ -> {
        if (series.histogram(index) != null) {
          countIncrement(series, index, writer, counted);
        }
      }
      case Measure.Verdicts verdicts -> {
        time = series.timestamps()[index];
        double bad = verdicts.good().test(series.values()[index]) ? 0 : 1;
        writer.add(time, badWeight * bad, totalWeight, true);
      }
    }
  }

  private void countIncrement(
      Series series, int index, Counts.Writer writer, LongPredicate counted) {
    Histogram sample = series.histogram(index);
    double now = number(series, index);
    double goodNow = goodOf(sample);
    boolean reset = isReset(now, sample);
    double increment = started ? now - (reset ? 0 : value) : 0;
    double goodIncrement = started ? goodNow - (reset ? 0 : good) : 0;
    remember(series, index, goodNow);
    if (counted.test(time)) {
      writer.add(
          time, badWeight * (increment - goodIncrement), totalWeight * increment, totalWeight > 0);
    }
  }

  private boolean isReset(double now, @Nullable Histogram sample) {
    if (sample != null && histogram != null) {
      return CounterResets.isReset(sample, histogram);
    }
    return (sample == null) != (histogram == null) || now < value;
  }

  private void remember(Series series, int index, double goodNow) {
    started = true;
    time = series.timestamps()[index];
    histogram = series.histogram(index);
    value = number(series, index);
    good = goodNow;
  }

  private double goodOf(@Nullable Histogram sample) {
    return switch (measure) {
      case Measure.Observations(double threshold) -> {
        if (sample == null) {
          yield 0;
        }
        double fraction = Fraction.of(Double.NEGATIVE_INFINITY, threshold, sample).value();
        yield Double.isNaN(fraction) ? 0 : fraction * sample.count();
      }
      case Measure.Increments _, Measure.Verdicts _ -> 0;
    };
  }
}
