// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

/** A sample that the store refuses; says why in Prometheus' terms. */
public final class AppendException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why a sample was refused; the label {@code reason} of the rejection counter. */
  public enum Reason {
    OUT_OF_ORDER("out-of-order"),
    DUPLICATE("duplicate-timestamp"),
    TOO_FAR_IN_FUTURE("too-far-in-future"),
    INVALID_LABELS("invalid-labels"),
    SERIES_LIMIT("series-limit"),
    CLOSED("store-closed");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  private final Reason reason;

  public AppendException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
