// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

/**
 * Who looks at a page.
 *
 * @param user empty for a caller without a session
 * @param formToken what forms send back; empty without a session
 */
record Visitor(String user, String formToken) {
  static final Visitor NOBODY = new Visitor("", "");
}
