// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.access.AccessControl;
import dev.skopos.access.AccessControl.Known;
import dev.skopos.access.Caller;
import dev.skopos.access.Caller.User;
import dev.skopos.access.Callers;
import dev.skopos.access.Callers.Identified;
import dev.skopos.access.ClusterUnavailableException;
import dev.skopos.access.Decision;
import dev.skopos.access.Decision.Absent;
import dev.skopos.access.Decision.Allowed;
import dev.skopos.access.Decision.Forbidden;
import dev.skopos.access.Decision.Unauthenticated;
import dev.skopos.access.Decision.Undecided;
import dev.skopos.access.Sessions;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Every request passes here, before any route: what a path demands is in {@link Routes}, and a path
 * that nobody listed is closed. Asking the cluster blocks, so it happens off the event loop.
 */
@ApplicationScoped
class Gate {

  private final Routes routes;
  private final AccessControl access;
  private final Callers callers;

  Gate(Routes routes, AccessControl access, Sessions sessions) {
    this.routes = routes;
    this.access = access;
    this.callers = new Callers(access, sessions);
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, 10_000);
  }

  private void check(RoutingContext context) {
    Route route = routes.route(context.normalizedPath());
    if (route instanceof Route.Open) {
      forward(context);
      return;
    }
    if (isNobody(context)) {
      // Nobody is asked about them, so there is nothing to wait for.
      answer(context, decide(context, route));
      return;
    }
    Optional<Known> known = known(context, route);
    if (known.isPresent()) {
      context.put(RequestCaller.KEY, known.get().caller());
      answer(context, known.get().decision());
      return;
    }
    context.request().pause();
    context
        .vertx()
        .executeBlocking(() -> decide(context, route), false)
        .onComplete(
            done -> {
              context.request().resume();
              if (done.failed()) {
                context.fail(done.cause());
              } else {
                answer(context, done.result());
              }
            });
  }

  /** Most requests come with a token that was asked about lately; they need not wait. */
  private Optional<Known> known(RoutingContext context, Route route) {
    return route instanceof Route.Needs(var permission)
        ? Callers.bearer(context.request().getHeader(HttpHeaders.AUTHORIZATION))
            .flatMap(token -> access.known(token, permission))
        : Optional.empty();
  }

  private static boolean isNobody(RoutingContext context) {
    return context.request().getHeader(HttpHeaders.AUTHORIZATION) == null
        && context.request().getCookie(RequestCaller.COOKIE) == null;
  }

  private Decision decide(RoutingContext context, Route route) {
    Caller caller;
    try {
      caller = caller(context);
    } catch (ClusterUnavailableException e) {
      return new Undecided(e.reason());
    }
    context.put(RequestCaller.KEY, caller);
    return switch (route) {
      case Route.Open _ -> new Allowed();
      case Route.Needs(var permission) -> access.decide(caller, permission);
      case Route.Page _ -> caller instanceof User ? new Allowed() : access.viewing(caller);
      case Route.Unnamed _ -> access.nothing(caller);
    };
  }

  private Caller caller(RoutingContext context) throws ClusterUnavailableException {
    Cookie cookie = context.request().getCookie(RequestCaller.COOKIE);
    Identified found =
        callers.identify(
            context.request().getHeader(HttpHeaders.AUTHORIZATION),
            cookie == null ? null : cookie.getValue());
    found.session().ifPresent(session -> context.put(RequestCaller.SESSION_KEY, session));
    return found.caller();
  }

  private void answer(RoutingContext context, Decision decision) {
    switch (decision) {
      case Allowed _ -> forward(context);
      case Unauthenticated(String message) -> refuse(context, 401, "unauthorized", message);
      case Forbidden(String message) -> refuse(context, 403, "forbidden", message);
      case Undecided(String message) -> refuse(context, 503, "unavailable", message);
      case Absent _ -> refuse(context, 404, "not_found", "there is nothing at this path");
    }
  }

  /** Other names of a path lead to the one that serves it. */
  private void forward(RoutingContext context) {
    String path = context.normalizedPath();
    String served = routes.served(path);
    if (served.equals(path)) {
      context.next();
    } else {
      context.reroute(served);
    }
  }

  private static void refuse(RoutingContext context, int status, String type, String message) {
    boolean page =
        context.normalizedPath().startsWith("/ui") || context.normalizedPath().equals("/");
    if (page && status == 401 && !context.normalizedPath().equals("/ui/live")) {
      context.response().setStatusCode(303).putHeader("Location", "/ui/login").end();
      return;
    }
    if (status == 401) {
      context.response().putHeader("WWW-Authenticate", "Bearer realm=\"skopos\"");
    }
    Refusal.send(context, status, type, message);
  }
}
