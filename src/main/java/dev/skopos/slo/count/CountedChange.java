// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import java.util.List;

/**
 * What is new in an account since it was saved last; to be saved as a whole or not at all.
 *
 * @param firstDay blocks of earlier days are to be deleted; days since the epoch
 * @param blocks each takes the place of the one of the same group and day
 * @param version names this change to the one who made it; not to be saved
 */
public record CountedChange(
    AccountKey account, CountedSpan span, long firstDay, List<DayBlock> blocks, long version) {
  public CountedChange {
    blocks = List.copyOf(blocks);
  }
}
