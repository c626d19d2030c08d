// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

/** An assertion that cannot be compiled; the message names field, position and problem. */
public final class InvalidAssertionException extends Exception {

  private static final long serialVersionUID = 1L;

  InvalidAssertionException(String message, Throwable cause) {
    super(message, cause);
  }

  InvalidAssertionException(String message) {
    super(message);
  }
}
