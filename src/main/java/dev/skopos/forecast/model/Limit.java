// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** How much there is, in the unit of the usage. Immutable. */
public sealed interface Limit {

  /** The limit at an instant; NaN where it is not known. */
  double at(Instant time);

  /** The same at all times. */
  record Constant(double value) implements Limit {

    @Override
    public double at(Instant time) {
      return value;
    }
  }

  /**
   * A limit that was or will be changed. The newest known value at or before an instant holds, so
   * the last one holds for ever; before the first one that one holds.
   */
  record Varying(HourlySeries values) implements Limit {

    /** Refuses null. */
    public Varying {
      Objects.requireNonNull(values, "values");
    }

    @Override
    public double at(Instant time) {
      long hours = Math.floorDiv(Duration.between(values.start(), time).toSeconds(), 3600L);
      for (int hour = Math.clamp(hours, -1, values.size() - 1); hour >= 0; hour--) {
        if (Double.isFinite(values.at(hour))) {
          return values.at(hour);
        }
      }
      return first();
    }

    private double first() {
      for (int hour = 0; hour < values.size(); hour++) {
        if (Double.isFinite(values.at(hour))) {
          return values.at(hour);
        }
      }
      return Double.NaN;
    }
  }
}
