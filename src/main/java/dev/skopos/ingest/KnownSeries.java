// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

import dev.skopos.exposition.SeriesTable;
import dev.skopos.model.Labels;

/** A series that was sent before, by the bytes that its labels came in. */
final class KnownSeries implements SeriesTable.Keyed {

  private final byte[] key;
  private final Labels labels;
  private volatile boolean used = true;

  KnownSeries(byte[] key, Labels labels) {
    this.key = key;
    this.labels = labels;
  }

  @Override
  public byte[] key() {
    return key;
  }

  Labels labels() {
    return labels;
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
