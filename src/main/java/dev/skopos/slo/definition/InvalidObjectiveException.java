// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.definition;

/** An objective that cannot work; the message names the field, its value and what was expected. */
public final class InvalidObjectiveException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * A refusal.
   *
   * @param field where it stands in the resource, for instance {@code window.rolling}
   */
  public InvalidObjectiveException(String field, String problem) {
    super(field + ": " + problem);
    this.field = field;
  }

  /** Where it stands in the resource, below {@code spec}. */
  public String field() {
    return field;
  }

  // The annotation that would have callers checked is one of Error Prone, no dependency of ours.
  @SuppressWarnings("AnnotateFormatMethod")
  static void check(boolean holds, String field, String problem, Object... values) {
    if (!holds) {
      throw new InvalidObjectiveException(field, problem.formatted(values));
    }
  }
}
