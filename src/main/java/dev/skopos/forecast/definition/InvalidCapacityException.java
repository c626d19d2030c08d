// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.definition;

/** A forecast that cannot work; the message names the field, its value and what was expected. */
public final class InvalidCapacityException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * A refusal.
   *
   * @param field where it stands in the resource, for instance {@code spec.horizon}
   */
  public InvalidCapacityException(String field, String problem) {
    super(field + ": " + problem);
  }

  static void check(boolean holds, String field, String problem) {
    if (!holds) {
      throw new InvalidCapacityException(field, problem);
    }
  }
}
