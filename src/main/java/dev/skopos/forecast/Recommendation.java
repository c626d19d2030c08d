// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import org.jspecify.annotations.Nullable;

/**
 * What could be done.
 *
 * @param effect what it does to the date of exhaustion; null: nothing that can be computed
 * @param patch a command that does it; null: there is none that fits as it is
 */
public record Recommendation(
    Term term, String action, String reason, @Nullable String effect, @Nullable String patch) {

  /** How soon it is to be done. */
  public enum Term {
    IMMEDIATE,
    SHORT,
    MEDIUM,
    LONG
  }
}
