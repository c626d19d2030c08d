// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

import dev.skopos.model.Histogram;
import dev.skopos.model.Labels;
import dev.skopos.promql.ast.Modifiers.Extension;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Raw samples of some series, and for each step the span of time whose samples belong to it.
 *
 * @param series without stale markers
 * @param starts for each step the last instant that does not belong to its window
 * @param ends for each step the last instant that does
 * @param range the length of all windows in milliseconds
 * @param reach how far beyond the window's edges the extension looks, in milliseconds
 */
@SuppressWarnings("ArrayRecordComponent")
public record Windows(
    List<Raw> series, long[] starts, long[] ends, long range, Extension extension, long reach) {
  /**
   * The samples of a series.
   *
   * @param dropName as in {@link Column}
   * @param timestamps of the numbers
   * @param histograms null for a series of numbers alone
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Raw(
      Labels labels,
      boolean dropName,
      long[] timestamps,
      double[] values,
      @Nullable RawHistograms histograms) {
    public boolean isEmpty() {
      return timestamps.length == 0 && histograms == null;
    }
  }

  /** The histograms of a series with their times. */
  @SuppressWarnings("ArrayRecordComponent")
  public record RawHistograms(long[] timestamps, Histogram[] values) {}

  /** A cursor over the windows of one series; each call of next moves it one step. */
  public Window window(Raw raw) {
    return new Window(this, raw);
  }
}
