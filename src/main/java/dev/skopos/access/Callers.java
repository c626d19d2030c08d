// SPDX-License-Identifier: Apache-2.0
package dev.skopos.access;

import dev.skopos.access.Caller.User;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who makes a request, by its bearer token or its session. Thread-safe; blocks. */
public final class Callers {

  private static final String BEARER = "Bearer ";

  private final AccessControl access;
  private final Sessions sessions;

  public Callers(AccessControl access, Sessions sessions) {
    this.access = access;
    this.sessions = sessions;
  }

  /**
   * Who it is.
   *
   * @param session by which the caller is known; empty for one who brought a token, or nothing
   */
  public record Identified(Caller caller, Optional<Session> session) {}

  /**
   * Who makes the request. A session ends with the token that it was opened with.
   *
   * @param authorization the header; it goes before the session
   * @param sessionId what the cookie says
   * @throws ClusterUnavailableException when the cluster gives no answer
   */
  public Identified identify(@Nullable String authorization, @Nullable String sessionId)
      throws ClusterUnavailableException {
    Optional<String> token = bearer(authorization);
    if (token.isPresent()) {
      return new Identified(access.identify(token.get()), Optional.empty());
    }
    Optional<Session> session = Optional.ofNullable(sessionId).flatMap(sessions::find);
    return session.isPresent()
        ? identify(session.get())
        : new Identified(new Caller.Anonymous(), Optional.empty());
  }

  /** The token in a header {@code Authorization}; empty when there is none. */
  public static Optional<String> bearer(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Optional.of(authorization.substring(BEARER.length()).trim())
        : Optional.empty();
  }

  private Identified identify(Session session) throws ClusterUnavailableException {
    return switch (access.identify(session.user().token())) {
      case User user -> new Identified(user, Optional.of(session));
      case Caller.Anonymous _, Caller.Unknown _ -> {
        sessions.close(session.id());
        yield new Identified(new Caller.Anonymous(), Optional.empty());
      }
    };
  }
}
