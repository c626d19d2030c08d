// SPDX-License-Identifier: Apache-2.0
package dev.skopos.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Browser sessions, in memory: they end after 12 hours, at a restart, or when more than 1,000 newer
 * ones were opened. The token stays here; the browser has only the session's id. Thread-safe.
 */
public final class Sessions {

  /** How long a session lasts. */
  public static final Duration LIFE = Duration.ofHours(12);

  private static final int MOST = 1_000;

  private final InstantSource clock;
  private final SecureRandom random;
  private final boolean secure;
  private final Map<String, Session> sessions =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
          return size() > MOST;
        }
      };

  /**
   * No sessions yet.
   *
   * @param secure whether people come by HTTPS, so that cookies may be kept from plain HTTP
   */
  public Sessions(InstantSource clock, SecureRandom random, boolean secure) {
    this.clock = clock;
    this.random = random;
    this.secure = secure;
  }

  /** Whether the cookie is for HTTPS only. */
  public boolean secure() {
    return secure;
  }

  /** Opens a session for a caller whom the cluster knows. */
  public Session open(Caller.User user) {
    Session session = new Session(secret(), secret(), user, clock.instant().plus(LIFE));
    synchronized (sessions) {
      sessions.put(session.id(), session);
    }
    return session;
  }

  public Optional<Session> find(String id) {
    synchronized (sessions) {
      Session session = sessions.get(id);
      Instant now = clock.instant();
      if (session != null && !now.isBefore(session.until())) {
        sessions.remove(id);
        return Optional.empty();
      }
      return Optional.ofNullable(session);
    }
  }

  public void close(String id) {
    synchronized (sessions) {
      sessions.remove(id);
    }
  }

  private String secret() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
