// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

import dev.skopos.model.Labels;

/**
 * A series that a store knows. Whoever writes to the same series again and again keeps the
 * reference that {@link Appender#append(Labels, long, double)} gave, and spares the store to look
 * for the labels. It stays valid: when the series was dropped in the meantime, appending to it
 * brings it back. It belongs to the store that gave it. Thread-safe.
 */
public interface SeriesRef {

  Labels labels();

  /** A series that was not written to yet; the store looks for it. */
  static SeriesRef of(Labels labels) {
    return new UnknownSeries(labels);
  }
}
