// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

/** The control plane cannot be started or used; the message tells a person what to do. */
public final class DevClusterException extends RuntimeException {

  /** What went wrong, and what to do. */
  public DevClusterException(String message) {
    super(message);
  }

  /** What went wrong, what to do, and where it came from. */
  public DevClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
