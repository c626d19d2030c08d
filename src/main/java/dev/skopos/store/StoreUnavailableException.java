// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

/** A store that cannot be read at the moment, since it is elsewhere and does not answer. */
public final class StoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(String message) {
    super(message);
  }

  public StoreUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
