// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skopos.access.AccessControl;
import dev.skopos.access.Anonymous;
import dev.skopos.access.Caller;
import dev.skopos.access.FakeCluster;
import dev.skopos.access.Permission;
import dev.skopos.model.ResourceId;
import jakarta.ws.rs.ServiceUnavailableException;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ViewsTest {

  private static final ResourceId OURS = new ResourceId("AlertRule", "shop", "disk");
  private static final ResourceId THEIRS = new ResourceId("AlertRule", "bank", "disk");

  private final FakeCluster cluster = new FakeCluster();
  private final Caller jane = new Caller.User("jane", "t1");
  private final AccessControl access =
      new AccessControl(cluster, Anonymous.NONE, () -> Instant.EPOCH);

  @Test
  void aCallerSeesTheNamespacesThatWereGranted() {
    cluster.granted.put("t1", Set.of(Permission.view("alertrules", "shop")));
    Views views = new Views(access, jane, "alertrules");

    assertThat(views.test(OURS)).isTrue();
    assertThat(views.test(THEIRS)).isFalse();
  }

  @Test
  void whileTheClusterIsAwayThereIsNoPageInsteadOfAnEmptyOne() {
    cluster.granted.put("t1", Set.of(Permission.view("alertrules", "shop")));
    Views views = new Views(access, jane, "alertrules");
    cluster.away = true;

    assertThatThrownBy(() -> views.test(OURS))
        .isInstanceOf(ServiceUnavailableException.class)
        .hasMessageContaining("away");
    assertThatThrownBy(() -> new Views(access, new Caller.User("joe", "t2"), "alertrules"))
        .isInstanceOf(ServiceUnavailableException.class);
  }
}
