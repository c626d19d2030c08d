// SPDX-License-Identifier: Apache-2.0
package dev.skopos.access;

/** The cluster could not be asked; its message holds no secret. */
public final class ClusterUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  public ClusterUnavailableException(String reason) {
    super(reason);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
