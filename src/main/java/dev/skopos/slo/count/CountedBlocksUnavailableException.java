// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

/** Accounts cannot be saved or loaded at the moment. */
public final class CountedBlocksUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CountedBlocksUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
