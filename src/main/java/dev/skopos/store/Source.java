// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

/**
 * Who writes: a sender, a target, a part of Skopos. A source cannot have more than its share of the
 * series; a series belongs to the source that wrote to it first.
 *
 * @param name of the source, unique in the process
 * @param maxSeries how many series it may have in memory; at least 1
 */
public record Source(String name, int maxSeries) {

  /** Skopos itself: limited by the whole store's limit alone. */
  public static final Source SKOPOS = new Source("skopos", Integer.MAX_VALUE);

  public Source {
    if (maxSeries < 1) {
      throw new IllegalArgumentException(
          "the limit of series of source \"%s\" is %d instead of at least 1"
              .formatted(name, maxSeries));
    }
  }
}
