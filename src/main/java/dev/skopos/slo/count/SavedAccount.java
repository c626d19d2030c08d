// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import java.util.List;

/**
 * An account as it was saved.
 *
 * @param blocks in any order; each group and day at most once
 */
public record SavedAccount(CountedSpan span, List<DayBlock> blocks) {
  public SavedAccount {
    blocks = List.copyOf(blocks);
  }
}
