// SPDX-License-Identifier: Apache-2.0
package dev.skopos.access;

/** What callers without a token may do. */
public enum Anonymous {
  /** Nothing but the health endpoints. */
  NONE,
  /** Look at everything, change nothing. */
  VIEW
}
