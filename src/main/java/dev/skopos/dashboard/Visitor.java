// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.rest.RequestCaller;
import io.vertx.ext.web.RoutingContext;

/**
 * Who looks at a page.
 *
 * @param user empty for a caller without a session
 * @param formToken what forms send back; empty without a session
 */
record Visitor(String user, String formToken) {
  static final Visitor NOBODY = new Visitor("", "");

  /** Who makes the request. */
  static Visitor of(RoutingContext context) {
    return RequestCaller.session(context)
        .map(session -> new Visitor(session.user().name(), session.formToken()))
        .orElse(NOBODY);
  }
}
