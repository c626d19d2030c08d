// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.chunk;

import dev.skopos.tsdb.format.CorruptDataException;

/** How the samples of a chunk are written; the code is part of the files' format. */
public enum Encoding {
  /** Numbers as they came, one after the other: a chunk that is being filled. */
  STREAM(1),
  /** Numbers by column. */
  COLUMNS(2),
  /** Native histograms, each as the difference to the one before. */
  HISTOGRAMS(3);

  private static final Encoding[] ALL = values();

  private final int code;

  Encoding(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public static Encoding of(int code) {
    for (Encoding encoding : ALL) {
      if (encoding.code == code) {
        return encoding;
      }
    }
    throw new CorruptDataException("chunk encoding " + code);
  }
}
