// SPDX-License-Identifier: Apache-2.0
package dev.skopos.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.access.Caller.User;
import dev.skopos.access.Callers.Identified;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallersTest {

  private static final User JANE = new User("jane", "t1");
  private static final Identified NOBODY = new Identified(new Caller.Anonymous(), Optional.empty());

  private final FakeCluster cluster = new FakeCluster();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Sessions sessions = new Sessions(() -> now, new SecureRandom(), false);
  private final Callers callers =
      new Callers(new AccessControl(cluster, Anonymous.NONE, () -> now), sessions);

  @Test
  void aBearerTokenGoesBeforeTheSession() throws ClusterUnavailableException {
    cluster.users.put("t1", "jane");
    cluster.users.put("t2", "joe");
    Session session = sessions.open(JANE);

    assertThat(callers.identify("bearer t2", session.id()))
        .isEqualTo(new Identified(new User("joe", "t2"), Optional.empty()));
    assertThat(callers.identify("Bearer forged", session.id()))
        .isEqualTo(new Identified(new Caller.Unknown(), Optional.empty()));
    assertThat(callers.identify("Basic dDE6", session.id()))
        .isEqualTo(new Identified(JANE, Optional.of(session)));
    assertThat(callers.identify(null, "no-session")).isEqualTo(NOBODY);
    assertThat(callers.identify(null, null)).isEqualTo(NOBODY);
  }

  @Test
  void aSessionEndsWithItsToken() throws ClusterUnavailableException {
    cluster.users.put("t1", "jane");
    Session session = sessions.open(JANE);
    assertThat(callers.identify(null, session.id()).caller()).isEqualTo(JANE);

    cluster.users.clear();
    now = now.plus(Duration.ofSeconds(59));
    assertThat(callers.identify(null, session.id()).caller()).isEqualTo(JANE);
    now = now.plus(Duration.ofSeconds(1));
    assertThat(callers.identify(null, session.id())).isEqualTo(NOBODY);

    cluster.users.put("t1", "jane");
    now = now.plus(Duration.ofMinutes(2));
    assertThat(callers.identify(null, session.id())).as("it does not come back").isEqualTo(NOBODY);
  }

  @Test
  void whileTheClusterIsAwayNoSessionEnds() throws ClusterUnavailableException {
    cluster.users.put("t1", "jane");
    Session session = sessions.open(JANE);
    cluster.away = true;
    assertThatThrownBy(() -> callers.identify(null, session.id()))
        .isInstanceOf(ClusterUnavailableException.class);

    cluster.away = false;
    assertThat(callers.identify(null, session.id()).caller()).isEqualTo(JANE);
  }
}
