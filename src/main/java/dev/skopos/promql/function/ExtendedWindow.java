// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.promql.ast.Modifiers.Extension;
import dev.skopos.promql.column.Column;
import dev.skopos.promql.column.Window;
import org.jspecify.annotations.Nullable;

/**
 * A window with a value at each of its edges: anchored takes the last sample not after an edge,
 * smoothed interpolates between the samples around it.
 *
 * @param first the first sample strictly inside
 * @param last the last one; before first if there is none
 * @param left the value at the window's start
 * @param right the value at its end
 */
public record ExtendedWindow(Window window, int first, int last, double left, double right) {

  static boolean isExtended(Window window) {
    return window.extension() != Extension.NONE;
  }

  /**
   * The extended window, null where there is nothing to extend.
   *
   * @param counter whether a fall between two samples is a reset to zero
   */
  public static @Nullable ExtendedWindow of(Window window, boolean counter) {
    boolean smoothed = window.extension() == Extension.SMOOTHED;
    int first = firstIndex(window);
    int last = smoothed ? firstNotBefore(window, window.end()) : window.size() - 1;
    if (first < 0 || window.timestamp(last) <= window.start()) {
      return null;
    }
    double left =
        smoothed && window.timestamp(first) < window.start()
            ? interpolate(window, first, window.start(), counter)
            : window.value(first);
    double right =
        smoothed && last > 0 && window.timestamp(last) > window.end()
            ? interpolate(window, last - 1, window.end(), counter)
            : window.value(last);
    int from = window.timestamp(first) <= window.start() ? first + 1 : first;
    int to = window.timestamp(last) >= window.end() ? last - 1 : last;
    return new ExtendedWindow(window, from, to, left, right);
  }

  /** The last sample at or before the window's start, else the first; -1 if none is after it. */
  static int firstIndex(Window window) {
    if (window.size() == 0 || window.lastTimestamp() <= window.start()) {
      return -1;
    }
    int first = 0;
    while (first + 1 < window.size() && window.timestamp(first + 1) <= window.start()) {
      first++;
    }
    return first;
  }

  private static int firstNotBefore(Window window, long time) {
    int index = 0;
    while (index < window.size() - 1 && window.timestamp(index) < time) {
      index++;
    }
    return index;
  }

  /** The value at a time between a sample and the next; a counter that fell began at zero. */
  private static double interpolate(Window window, int index, long time, boolean counter) {
    double before = window.value(index);
    double after = window.value(index + 1);
    double from = counter && after < before ? 0 : before;
    return from
        + (after - from)
            * (time - window.timestamp(index))
            / (window.timestamp(index + 1) - window.timestamp(index));
  }

  static double change(Window window, boolean counter) {
    ExtendedWindow extended = of(window, counter);
    if (extended == null || beginsLater(window)) {
      return Column.ABSENT;
    }
    return extended.right - extended.left + (counter ? extended.lostInResets() : 0);
  }

  /** Whether a smoothed window has samples behind its end only. */
  private static boolean beginsLater(Window window) {
    return window.extension() == Extension.SMOOTHED
        && window.timestamp(firstIndex(window)) > window.end();
  }

  /** What counter resets inside the window took away. */
  private double lostInResets() {
    double lost = 0;
    double before = left;
    for (int i = first; i <= last; i++) {
      if (window.value(i) < before) {
        lost += before;
      }
      before = window.value(i);
    }
    return right < before ? lost + before : lost;
  }
}
