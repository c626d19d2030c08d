// SPDX-License-Identifier: Apache-2.0
package dev.skopos.ingest;

/** A series that cannot be stored under any circumstances; the others of a request can. */
final class InvalidSeriesException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String message;

  InvalidSeriesException(String message) {
    super(message, null, false, false);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
