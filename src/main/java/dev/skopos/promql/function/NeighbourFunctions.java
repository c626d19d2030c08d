// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.model.Histogram;
import dev.skopos.promql.ast.Modifiers.Extension;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Window;
import dev.skopos.promql.column.Windows;
import dev.skopos.promql.function.RangeFunctions.OverWindow;
import dev.skopos.promql.histogram.CounterResets;
import dev.skopos.promql.histogram.Scaling;
import org.jspecify.annotations.Nullable;

/** Functions that count what happens from one sample of a window to the next. */
final class NeighbourFunctions {
  private NeighbourFunctions() {}

  /** Whether something happens between two histograms. */
  @FunctionalInterface
  private interface BetweenHistograms {
    boolean happens(Histogram before, Histogram after);
  }

  /** Whether something happens between two numbers. */
  @FunctionalInterface
  private interface BetweenNumbers {
    boolean happens(double before, double after);
  }

  /** How often neighbours differ. */
  static OverWindow changes(Windows.Raw series) {
    return count(series, NeighbourFunctions::differ);
  }

  /** How often a counter started anew. */
  static OverWindow resets(Windows.Raw series) {
    return count(series, (before, after) -> after < before);
  }

  private static boolean differ(double before, double after) {
    return after != before && !(Double.isNaN(after) && Double.isNaN(before));
  }

  /** Counts once for the series, so that a window costs no more than a subtraction. */
  private static OverWindow count(Windows.Raw series, BetweenNumbers between) {
    double[] values = series.values();
    int[] upTo = new int[values.length];
    for (int i = 1; i < values.length; i++) {
      upTo[i] = upTo[i - 1] + (between.happens(values[i - 1], values[i]) ? 1 : 0);
    }
    return window -> {
      int skipped = ExtendedWindow.isExtended(window) ? ExtendedWindow.firstIndex(window) : 0;
      int first = window.first();
      return skipped < 0 ? Column.ABSENT : upTo[first + window.size() - 1] - upTo[first + skipped];
    };
  }

  static void changes(Window window, WindowResult result) {
    count(
        window,
        result,
        NeighbourFunctions::differ,
        (before, after) -> !Scaling.isSame(before, after));
  }

  static void resets(Window window, WindowResult result) {
    count(
        window,
        result,
        (before, after) -> after < before,
        (before, after) -> CounterResets.isReset(after, before));
  }

  /** From a number to a histogram and back something happens in any case. */
  private static void count(
      Window window, WindowResult result, BetweenNumbers numbers, BetweenHistograms histograms) {
    Merge merge = new Merge(window);
    if (window.extension() == Extension.ANCHORED && !merge.skipToAnchor()) {
      return;
    }
    int count = 0;
    merge.next();
    while (merge.hasNext()) {
      Histogram histogramBefore = merge.histogram;
      double numberBefore = merge.number;
      merge.next();
      Histogram histogram = merge.histogram;
      boolean happens;
      if (histogram != null && histogramBefore != null) {
        happens = histograms.happens(histogramBefore, histogram);
      } else if (histogram == null && histogramBefore == null) {
        happens = numbers.happens(numberBefore, merge.number);
      } else {
        happens = true;
      }
      count += happens ? 1 : 0;
    }
    result.put(count);
  }

  /** Walks over the numbers and histograms of a window in the order of their times. */
  private static final class Merge {
    private final Window window;
    private int nextNumber;
    private int nextHistogram;
    private double number;
    private @Nullable Histogram histogram;

    Merge(Window window) {
      this.window = window;
    }

    boolean hasNext() {
      return nextNumber < window.size() || nextHistogram < window.histogramCount();
    }

    private boolean numberIsNext() {
      return nextHistogram >= window.histogramCount()
          || (nextNumber < window.size()
              && window.timestamp(nextNumber) < window.histogramTimestamp(nextHistogram));
    }

    void next() {
      if (numberIsNext()) {
        number = window.value(nextNumber++);
        histogram = null;
      } else {
        histogram = window.histogram(nextHistogram++);
      }
    }

    /** Leaves out what is before the last sample not after the start; false if none is after. */
    boolean skipToAnchor() {
      int number = -1;
      int found = -1;
      while (number + 1 < window.size() && window.timestamp(number + 1) <= window.start()) {
        number++;
      }
      while (found + 1 < window.histogramCount()
          && window.histogramTimestamp(found + 1) <= window.start()) {
        found++;
      }
      if (number + 1 >= window.size() && found + 1 >= window.histogramCount()) {
        return false;
      }
      boolean numberIsAnchor =
          number >= 0
              && (found < 0 || window.timestamp(number) >= window.histogramTimestamp(found));
      nextNumber = numberIsAnchor ? number : number + 1;
      nextHistogram = numberIsAnchor ? found + 1 : Math.max(found, 0);
      return true;
    }
  }
}
