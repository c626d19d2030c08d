// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import dev.skopos.exposition.SeriesTable;
import dev.skopos.model.Labels;
import dev.skopos.store.SeriesRef;
import org.jspecify.annotations.Nullable;

/** A series of a target, by the bytes that it has in the exposition. */
final class ScrapedSeries implements SeriesTable.Keyed {

  private final byte[] key;

  /**
   * Its labels after relabeling, or the reference that the store gave, which has the store's own
   * copy of them; null: dropped by relabeling.
   */
  @Nullable SeriesRef reference;

  /** The series that came next the last time. */
  @Nullable ScrapedSeries next;

  /** The number of the scrape that it was in last. */
  long scrape;

  /** The number of the scrape in which it got a sample at the scrape's own time last. */
  long tracked;

  ScrapedSeries(byte[] key, @Nullable Labels labels) {
    this.key = key;
    this.reference = labels == null ? null : SeriesRef.of(labels);
  }

  @Override
  public byte[] key() {
    return key;
  }

  @Nullable Labels labels() {
    return reference == null ? null : reference.labels();
  }
}
