// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.function;

import dev.skopos.promql.column.Window;
import java.util.Arrays;

/**
 * Where a counter of numbers fell, which means that it began anew. Found once for a series, so that
 * a window costs no more than the falls in it.
 */
final class CounterDrops {
  private final double[] values;
  private final int[] drops;
  private int next;

  CounterDrops(double[] values) {
    this.values = values;
    int[] found = new int[4];
    int count = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] < values[i - 1]) {
        found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
        found[count++] = i;
      }
    }
    this.drops = Arrays.copyOf(found, count);
  }

  /** Adds what the falls in the window took away; the windows must come in ascending order. */
  double addTo(double change, Window window) {
    int first = window.first();
    int end = first + window.size();
    while (next < drops.length && drops[next] <= first) {
      next++;
    }
    double corrected = change;
    for (int i = next; i < drops.length && drops[i] < end; i++) {
      corrected += values[drops[i] - 1];
    }
    return corrected;
  }
}
