// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.column;

/** A query that could not be answered; the message is Prometheus'. Unchecked: it ends the query. */
public final class QueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What ended the query; the label is {@code errorType} of the HTTP API. */
  public enum Kind {
    /** The expression does not fit the data, or a limit was reached. */
    EXECUTION("execution"),
    TIMEOUT("timeout"),
    CANCELED("canceled");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  private final Kind kind;

  public QueryException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** An error of kind EXECUTION. */
  public QueryException(String message) {
    this(Kind.EXECUTION, message);
  }

  public Kind kind() {
    return kind;
  }
}
