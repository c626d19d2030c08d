// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The newest values of a series by whether each was strange: three of five make an anomaly, so that
 * a single one does not, and a gap in between does not hide one. Immutable.
 *
 * @param significance the chance of a value (see {@link Forecast#chance}) below which it is strange
 * @param newest at most five, oldest first
 */
public record AnomalyWindow(double significance, List<Boolean> newest) {

  private static final int SEEN = 5;
  private static final int STRANGE = 3;

  /** Checks the range and copies the list. */
  public AnomalyWindow {
    if (!(significance > 0 && significance < 1)) {
      throw new IllegalArgumentException(
          "significance is %s, it must be between 0 and 1".formatted(significance));
    }
    if (newest.size() > SEEN) {
      throw new IllegalArgumentException(
          "newest has %d values, there may be %d".formatted(newest.size(), SEEN));
    }
    newest = List.copyOf(newest);
  }

  /** Has not seen anything. */
  public static AnomalyWindow empty(double significance) {
    return new AnomalyWindow(significance, List.of());
  }

  /** With a further value, given by its chance. */
  public AnomalyWindow with(double chance) {
    List<Boolean> values = new ArrayList<>(newest);
    values.add(chance < significance);
    return new AnomalyWindow(
        significance, values.subList(Math.max(0, values.size() - SEEN), values.size()));
  }

  /** Whether three of the newest five values were strange. */
  public boolean anomalous() {
    return newest.stream().filter(strange -> strange).count() >= STRANGE;
  }
}
