// SPDX-License-Identifier: Apache-2.0
package dev.skopos.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.access.AccessControl.Known;
import dev.skopos.access.Caller.User;
import dev.skopos.access.Decision.Absent;
import dev.skopos.access.Decision.Allowed;
import dev.skopos.access.Decision.Forbidden;
import dev.skopos.access.Decision.Unauthenticated;
import dev.skopos.access.Decision.Undecided;
import dev.skopos.access.Permission.OnPath;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessControlTest {

  private static final Permission QUERY = new OnPath("get", "/api/v1/query");
  private static final Permission WRITE =
      new Permission.OnResource("create", Permission.GROUP, "healthchecks", "shop");

  private final FakeCluster cluster = new FakeCluster();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final AccessControl closed = new AccessControl(cluster, Anonymous.NONE, () -> now);
  private final AccessControl open = new AccessControl(cluster, Anonymous.VIEW, () -> now);

  @Test
  void aCallerWithoutTokenMayNothingUnlessViewingIsOpen() {
    assertThat(closed.decide(new Caller.Anonymous(), QUERY)).isInstanceOf(Unauthenticated.class);
    assertThat(open.decide(new Caller.Anonymous(), QUERY)).isInstanceOf(Allowed.class);
    assertThat(open.decide(new Caller.Anonymous(), WRITE)).isInstanceOf(Unauthenticated.class);
  }

  @Test
  void whoMayLookLearnsThatThereIsNothing() {
    assertThat(closed.nothing(new Caller.Anonymous())).isInstanceOf(Unauthenticated.class);
    assertThat(open.nothing(new Caller.Anonymous())).isInstanceOf(Absent.class);
    assertThat(open.nothing(new Caller.Unknown())).isInstanceOf(Unauthenticated.class);
    assertThat(closed.nothing(new User("jane", "t1"))).isInstanceOf(Absent.class);
  }

  @Test
  void theClusterDecidesForAUser() throws ClusterUnavailableException {
    cluster.users.put("t1", "jane");
    cluster.granted.put("t1", Set.of(QUERY));
    Caller jane = closed.identify("t1");

    assertThat(jane).isEqualTo(new User("jane", "t1"));
    assertThat(closed.decide(jane, QUERY)).isInstanceOf(Allowed.class);
    assertThat(closed.decide(jane, WRITE))
        .isEqualTo(new Forbidden("jane may not create healthchecks.skopos.dev in namespace shop"));
  }

  @Test
  void aTokenThatTheClusterDoesNotKnowIsRefusedAlsoWhereViewingIsOpen()
      throws ClusterUnavailableException {
    assertThat(open.decide(open.identify("forged"), QUERY)).isInstanceOf(Unauthenticated.class);
  }

  @Test
  void whatIsKnownNeedsNoQuestion() throws ClusterUnavailableException {
    cluster.users.put("t1", "jane");
    cluster.granted.put("t1", Set.of(QUERY));
    assertThat(closed.known("t1", QUERY)).isEmpty();
    Caller jane = closed.identify("t1");
    assertThat(closed.known("t1", QUERY)).isEmpty();
    closed.decide(jane, QUERY);
    closed.decide(jane, WRITE);
    closed.identify("forged");

    assertThat(closed.known("t1", QUERY)).contains(new Known(jane, new Allowed()));
    assertThat(closed.known("t1", WRITE)).contains(new Known(jane, closed.decide(jane, WRITE)));
    assertThat(closed.known("forged", QUERY).orElseThrow().decision())
        .isInstanceOf(Unauthenticated.class);
    now = now.plus(Duration.ofSeconds(60));
    assertThat(closed.known("t1", QUERY)).isEmpty();
  }

  @Test
  void answersAreKeptForAMinuteAndThenAskedAnew() throws ClusterUnavailableException {
    cluster.users.put("t1", "jane");
    cluster.granted.put("t1", Set.of(QUERY));
    closed.decide(closed.identify("t1"), QUERY);
    cluster.granted.clear();

    now = now.plus(Duration.ofSeconds(59));
    assertThat(closed.decide(closed.identify("t1"), QUERY)).isInstanceOf(Allowed.class);
    now = now.plus(Duration.ofSeconds(1));
    assertThat(closed.decide(closed.identify("t1"), QUERY)).isInstanceOf(Forbidden.class);
  }

  @Test
  void whileTheClusterIsAwayNothingIsDecidedAndNothingKept() throws ClusterUnavailableException {
    cluster.users.put("t1", "jane");
    cluster.granted.put("t1", Set.of(QUERY));
    Caller jane = closed.identify("t1");
    cluster.away = true;

    assertThat(closed.decide(jane, QUERY)).isEqualTo(new Undecided("away"));
    cluster.away = false;
    assertThat(closed.decide(jane, QUERY)).isInstanceOf(Allowed.class);
  }

  @Test
  void noTextShowsTheToken() {
    Sessions sessions = new Sessions(() -> now, new SecureRandom(), false);
    User jane = new User("jane", "s3cret");

    assertThat(jane.toString() + sessions.open(jane)).doesNotContain("s3cret");
  }

  @Test
  void aSessionEndsAfterItsLifeOrWhenClosed() {
    Sessions sessions = new Sessions(() -> now, new SecureRandom(), false);
    Session first = sessions.open(new User("jane", "t1"));
    Session second = sessions.open(new User("joe", "t2"));

    sessions.close(second.id());
    assertThat(sessions.find(second.id())).isEmpty();
    assertThat(sessions.find(first.id())).contains(first);
    now = now.plus(Sessions.LIFE);
    assertThat(sessions.find(first.id())).isEmpty();
  }
}
