// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

/** Carries what went wrong out of the depths of an execution; Template turns it into its error. */
final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1;

  Problem(String message) {
    super(message, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
