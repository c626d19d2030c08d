// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The newest values of a series by whether each was strange: three of five make an anomaly, so that
 * a single one does not, and a gap in between does not hide one. Immutable.
 *
 * @param newest at most five, oldest first
 */
public record AnomalyWindow(List<Boolean> newest) {

  /** How many values it looks at. */
  public static final int SEEN = 5;

  /** How many strange ones of them make an anomaly. */
  public static final int STRANGE = 3;

  /** Has not seen anything. */
  public static final AnomalyWindow EMPTY = new AnomalyWindow(List.of());

  /** Checks the size and copies the list. */
  public AnomalyWindow {
    if (newest.size() > SEEN) {
      throw new IllegalArgumentException(
          "newest has %d values, there may be %d".formatted(newest.size(), SEEN));
    }
    newest = List.copyOf(newest);
  }

  /** With a further value. */
  public AnomalyWindow with(boolean strange) {
    List<Boolean> values = new ArrayList<>(newest);
    values.add(strange);
    return new AnomalyWindow(values.subList(Math.max(0, values.size() - SEEN), values.size()));
  }

  /** Whether three of the newest five values were strange. */
  public boolean anomalous() {
    return newest.stream().filter(strange -> strange).count() >= STRANGE;
  }
}
