// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.Caller;
import dev.skopos.access.Session;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Who makes the present request, as the gate found out. */
public final class RequestCaller {

  /** The name of the cookie that holds a browser session's id. */
  public static final String COOKIE = "skopos_session";

  static final String KEY = "skopos.caller";
  static final String SESSION_KEY = "skopos.session";

  private RequestCaller() {}

  public static Caller of(RoutingContext context) {
    Caller caller = context.get(KEY);
    return caller == null ? new Caller.Anonymous() : caller;
  }

  public static Optional<Session> session(RoutingContext context) {
    return Optional.ofNullable(context.get(SESSION_KEY));
  }
}
