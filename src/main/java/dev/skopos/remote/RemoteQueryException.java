// SPDX-License-Identifier: Apache-2.0
package dev.skopos.remote;

/** A query that the store did not answer; the message is the store's own where it gave one. */
public final class RemoteQueryException extends Exception {

  private static final long serialVersionUID = 1L;

  public RemoteQueryException(String message) {
    super(message);
  }

  public RemoteQueryException(String message, Throwable cause) {
    super(message, cause);
  }
}
