// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.access.AccessControl;
import dev.skopos.access.Anonymous;
import dev.skopos.access.Caller;
import dev.skopos.access.FakeCluster;
import dev.skopos.access.Permission;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.definition.ObjectiveOrigin;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SightsTest {

  private final FakeCluster cluster = new FakeCluster();

  private Sights sights(Permission... granted) {
    cluster.granted.put("t1", Set.of(granted));
    return new Sights(
        new AccessControl(cluster, Anonymous.NONE, () -> Instant.EPOCH),
        new Caller.User("jane", "t1"));
  }

  @ParameterizedTest
  @EnumSource
  void whoSeesObjectivesSeesThoseThatAreImported(ObjectiveOrigin origin) {
    Sights sights = sights(Permission.view("servicelevelobjectives", "shop"));

    assertThat(sights.sees(origin.id("shop", "checkout"))).isTrue();
    assertThat(sights.sees(origin.id("bank", "till"))).isFalse();
    assertThat(sights.seesAll("shop")).isFalse();
  }

  @Test
  void allIsSeenByWhoSeesAllKinds() {
    Sights sights =
        sights(
            Permission.view("healthchecks", "shop"),
            Permission.view("alertrules", "shop"),
            Permission.view("rulegroups", "shop"),
            Permission.view("servicelevelobjectives", "shop"),
            Permission.view("capacityforecasts", "shop"),
            Permission.view("notificationchannels", "shop"),
            Permission.view("metricsources", "shop"));

    assertThat(sights.seesAll("shop")).isTrue();
    assertThat(sights.seesAll("bank")).isFalse();
    assertThat(sights.sees(new ResourceId("Pod", "shop", "web"))).isFalse();
  }
}
