// SPDX-License-Identifier: Apache-2.0
package dev.skopos.store;

/**
 * A sample that the store refuses; says why in Prometheus' terms. Has no stack trace, since a
 * sender can cause any number of them.
 */
public final class AppendException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Why a sample was refused; the label {@code reason} of the rejection counter. */
  public enum Reason {
    /** Older than the newest sample of its series and than the out-of-order window. */
    OUT_OF_ORDER("out-of-order"),
    /** Older than the retention. */
    OUT_OF_BOUNDS("out-of-bounds"),
    /** There is another value for this time. */
    DUPLICATE("duplicate-timestamp"),
    TOO_FAR_IN_FUTURE("too-far-in-future"),
    INVALID_LABELS("invalid-labels"),
    /** Too many labels, or one that is too long. */
    LABEL_LIMIT("label-limit"),
    INVALID_HISTOGRAM("invalid-histogram"),
    INVALID_EXEMPLAR("invalid-exemplar"),
    /** The store has as many series as it may have. */
    SERIES_LIMIT("series-limit"),
    /** The source has as many series as it may have. */
    SOURCE_SERIES_LIMIT("source-series-limit"),
    /** The volume is full or fails: nothing can be made durable. */
    STORAGE_UNAVAILABLE("storage-unavailable"),
    CLOSED("store-closed");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    /** Whether nothing at all is taken at the moment, so that sending again later may help. */
    public boolean isTemporary() {
      return this == STORAGE_UNAVAILABLE || this == CLOSED;
    }
  }

  private final Reason reason;

  public AppendException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
