// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.Permission;

/** What a path demands of its caller. */
sealed interface Route {

  /** Open to everybody. */
  record Open() implements Route {}

  /** Needs a permission. */
  record Needs(Permission permission) implements Route {}

  /**
   * A page: needs a user, or that callers without a token may view; what it shows is asked for by
   * namespace.
   */
  record Page() implements Route {}

  /** Nothing that was named; whoever has no rights learns no more than that. */
  record Unnamed() implements Route {}
}
