// SPDX-License-Identifier: Apache-2.0
package dev.skopos.wire;

/** Bytes that are not what they are said to be. */
public final class WireException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String message;

  public WireException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
