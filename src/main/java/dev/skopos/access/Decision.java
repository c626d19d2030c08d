// SPDX-License-Identifier: Apache-2.0
package dev.skopos.access;

/** The answer to "may this caller do that?". */
public sealed interface Decision {

  /** Go on. */
  record Allowed() implements Decision {}

  /** No caller is known; a token would help (401). */
  record Unauthenticated(String message) implements Decision {}

  /** The caller is known and may not (403). */
  record Forbidden(String message) implements Decision {}

  /** There is nothing to decide about (404). */
  record Absent() implements Decision {}

  /** The cluster could not be asked (503). */
  record Undecided(String message) implements Decision {}
}
