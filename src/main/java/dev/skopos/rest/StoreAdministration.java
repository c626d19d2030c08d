// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.model.Matcher;
import java.io.IOException;
import java.util.List;

/** What administrators do to the store on the data volume. Thread-safe. */
public interface StoreAdministration {

  /** Whether there is such a store; without one, nothing else may be called. */
  boolean available();

  /**
   * Deletes the samples in the span, both ends included, of the series that fulfil all matchers.
   */
  void delete(long from, long to, List<Matcher> matchers) throws IOException;

  /** Frees the room of what was deleted. */
  void removeDeleted() throws IOException;

  /**
   * Writes all samples into a new folder on the data volume.
   *
   * @param withHead also what is in memory
   * @return the folder's name
   */
  String snapshot(boolean withHead) throws IOException;
}
