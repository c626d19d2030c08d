// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.target;

/** Labels that make no target; the message says why. */
public final class InvalidTargetException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String message;

  InvalidTargetException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
