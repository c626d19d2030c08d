// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.index;

import org.jspecify.annotations.Nullable;

/** The values of one label in an index. */
public interface LabelValues {

  /** How many values there are. */
  int count();

  /** The value with this text; null when no series has it. */
  @Nullable LabelValue find(String text);

  /** All values, each once, in no promised order. */
  Iterable<? extends LabelValue> all();
}
