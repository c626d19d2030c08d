// SPDX-License-Identifier: Apache-2.0
package dev.skopos.exposition;

/** An exposition that cannot be read; the message says where and what was expected. */
public final class InvalidExpositionException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String message;

  public InvalidExpositionException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
