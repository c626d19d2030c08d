// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

import org.jspecify.annotations.Nullable;

/** A query that the store did not answer; the message is the store's own where it gave one. */
public final class RemoteQueryException extends Exception {

  private static final long serialVersionUID = 1L;

  private final boolean unavailable;

  private RemoteQueryException(String message, @Nullable Throwable cause, boolean unavailable) {
    super(message, cause);
    this.unavailable = unavailable;
  }

  /** The store answered, and the query is at fault. */
  public static RemoteQueryException refused(String message) {
    return new RemoteQueryException(message, null, false);
  }

  /** Nothing is said about the query: the store could not be reached, failed, or was too slow. */
  public static RemoteQueryException unavailable(String message, @Nullable Throwable cause) {
    return new RemoteQueryException(message, cause, true);
  }

  /** Whether the same query may well be answered later. */
  public boolean isUnavailable() {
    return unavailable;
  }
}
