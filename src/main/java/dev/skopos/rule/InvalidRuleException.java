// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

/** A definition that cannot work; the message names the field and says what was expected. */
final class InvalidRuleException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  InvalidRuleException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
