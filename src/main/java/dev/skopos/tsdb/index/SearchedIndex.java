// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.index;

import dev.skopos.model.Labels;
import org.jspecify.annotations.Nullable;

/** Series by their labels; a series is known by a number. */
public interface SearchedIndex {

  /** The numbers of all series, ascending; the caller may keep the array. */
  int[] all();

  /** The values of a label; null when no series has it. */
  @Nullable LabelValues values(String label);

  Labels labels(int series);
}
