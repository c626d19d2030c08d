// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

/**
 * The instants at which an expression is evaluated, evenly spaced.
 *
 * @param start the first one, in milliseconds since the epoch
 * @param step the distance in milliseconds; has no meaning for a single one
 * @param count how many, at least 1
 */
public record Steps(long start, long step, int count) {

  public Steps {
    if (count < 1) {
      throw new IllegalArgumentException("a query needs a step");
    }
  }

  public static Steps single(long at) {
    return new Steps(at, 0, 1);
  }

  public long at(int index) {
    return start + index * step;
  }

  public long end() {
    return at(count - 1);
  }

  /** All of them. */
  public long[] instants() {
    long[] instants = new long[count];
    for (int step = 0; step < count; step++) {
      instants[step] = at(step);
    }
    return instants;
  }

  public boolean isSingle() {
    return count == 1;
  }
}
