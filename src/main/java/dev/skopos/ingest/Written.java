// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

/** What became of a request to write. */
public sealed interface Written {

  /** How much of a request is in the store. */
  record Counts(int samples, int histograms, int exemplars) {
    public static final Counts NONE = new Counts(0, 0, 0);
  }

  /** How much is in the store, whatever else happened. */
  Counts counts();

  /** All of it. */
  record Stored(Counts counts) implements Written {}

  /**
   * A part of it, or nothing; to send it again would not help.
   *
   * @param problem the first of them, and how many there are
   */
  record Refused(Counts counts, String problem) implements Written {}

  /** Nothing for now; to be sent again later. */
  record Unavailable(String problem) implements Written {
    @Override
    public Counts counts() {
      return Counts.NONE;
    }
  }
}
