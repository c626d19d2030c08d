// SPDX-License-Identifier: Apache-2.0
package dev.skopos.tsdb.format;

import org.jspecify.annotations.Nullable;

/** Bytes that are not what the store wrote; the only exception that reading damaged data raises. */
public final class CorruptDataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public CorruptDataException(String message) {
    super(message);
  }

  public CorruptDataException(@Nullable String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
