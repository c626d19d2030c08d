// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

/** The store takes nothing at the moment. */
final class UnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String message;

  UnavailableException(String message) {
    super(message, null, false, false);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
