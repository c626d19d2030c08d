// SPDX-License-Identifier: Apache-2.0
package dev.skopos.model;

/** What a registry says to a definition that was handed to it. */
public sealed interface Applied {

  /** The definition is valid and in force. */
  record Accepted() implements Applied {}

  /**
   * The definition cannot work; the one that was accepted last, if any, goes on.
   *
   * @param reason one CamelCase word for the condition, for instance {@code InvalidExpression}
   * @param message names the field, the value and what was expected; without secrets
   */
  record Rejected(String reason, String message) implements Applied {}

  Applied ACCEPTED = new Accepted();
}
