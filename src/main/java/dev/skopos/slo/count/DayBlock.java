// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of one group and one day in UTC. The array is handed over, not copied: whoever made
 * it must not change it any more.
 *
 * @param day days since the epoch
 * @param data compressed, with a version and a checksum of its own; 40 KiB at most
 */
@SuppressWarnings("ArrayRecordComponent")
public record DayBlock(Labels group, long day, byte[] data) {

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DayBlock that
        && day == that.day
        && group.equals(that.group)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return 31 * group.hashCode() + Long.hashCode(day);
  }
}
