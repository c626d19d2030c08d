// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

/**
 * Who writes: a sender, a resource whose targets are scraped, a part of Skopos. A store may limit
 * how many series each has; a series belongs to the source that wrote to it first.
 *
 * @param name for people; unique in the process
 */
public record Source(String name) {

  /** Skopos itself: limited by the whole store's limit alone. */
  public static final Source SKOPOS = new Source("skopos");
}
