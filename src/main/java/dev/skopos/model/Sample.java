// SPDX-License-Identifier: Apache-2.0
package dev.skopos.model;

/**
 * One value of a series at one instant.
 *
 * @param timestamp milliseconds since the epoch
 * @param value the value; {@link #STALE} marks the end of the series
 */
public record Sample(long timestamp, double value) {

  /** Prometheus' stale marker: a NaN with this bit pattern; a series that ends gets one. */
  public static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

  private static final long STALE_BITS = 0x7ff0000000000002L;

  /** Whether the value is the stale marker; other NaNs are ordinary values. */
  public static boolean isStale(double value) {
    return Double.doubleToRawLongBits(value) == STALE_BITS;
  }
}
