// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import dev.skopos.exposition.SeriesTable;
import dev.skopos.model.Labels;
import dev.skopos.store.SeriesRef;

/** A series that was sent before, by the bytes that its labels came in. */
final class KnownSeries implements SeriesTable.Keyed {

  private final byte[] key;
  private volatile SeriesRef reference;
  private volatile boolean used = true;

  KnownSeries(byte[] key, Labels labels) {
    this.key = key;
    this.reference = SeriesRef.of(labels);
  }

  @Override
  public byte[] key() {
    return key;
  }

  SeriesRef reference() {
    return reference;
  }

  /** What the store calls it, which spares looking for its labels the next time. */
  void refer(SeriesRef known) {
    reference = known;
  }

  void use() {
    used = true;
  }

  /** Whether it was sent since this was asked last. */
  boolean takeUse() {
    boolean was = used;
    used = false;
    return was;
  }
}
