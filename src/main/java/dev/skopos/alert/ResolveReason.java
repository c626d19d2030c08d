// SPDX-License-Identifier: Apache-2.0
package dev.skopos.alert;

/** Why an alert ended. */
public enum ResolveReason {
  /** The condition no longer holds. */
  CONDITION_CLEARED,
  /** The rule was deleted or suspended. */
  RULE_REMOVED
}
