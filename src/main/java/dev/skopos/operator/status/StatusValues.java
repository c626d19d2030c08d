// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.status;

import dev.skopos.api.v1alpha1.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How values are written in a status, so that one that was read back is equal to what was meant.
 */
public final class StatusValues {

  private static final int RATIO_DIGITS = 4;

  private StatusValues() {}

  public static @Nullable Instant time(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
  }

  /** The duration in milliseconds; null for none. */
  public static @Nullable Interval phase(Duration duration) {
    return duration.isZero() ? null : Interval.of(duration);
  }

  /** Rounded down: 1.0000 means that nothing failed. */
  public static @Nullable String ratio(OptionalDouble ratio) {
    return ratio.isEmpty()
        ? null
        : BigDecimal.valueOf(ratio.getAsDouble())
            .setScale(RATIO_DIGITS, RoundingMode.FLOOR)
            .toPlainString();
  }
}
