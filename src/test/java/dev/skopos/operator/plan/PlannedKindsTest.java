// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.kube.ConfigObject;
import dev.skopos.net.SecretReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannedKindsTest {

  private final List<String> calls = new ArrayList<>();

  private final class Kind implements Planned {

    private final String name;
    private final Turn turn;
    private boolean synced;

    private Kind(String name, Turn turn) {
      this.name = name;
      this.turn = turn;
    }

    @Override
    public Turn turn() {
      return turn;
    }

    @Override
    public void restore() {
      calls.add("restore " + name);
    }

    @Override
    public void sweep() {
      calls.add("sweep " + name);
    }

    @Override
    public Set<SecretReference> secrets() {
      return Set.of(
          SecretReference.secret("shop", name, "user"),
          SecretReference.secret("shop", name, "password"));
    }

    @Override
    public boolean synced() {
      return synced;
    }
  }

  private final Kind rules = new Kind("rules", Planned.Turn.REFERRING);
  private final Kind channels = new Kind("channels", Planned.Turn.REFERRED_TO);
  private final Kind checks = new Kind("checks", Planned.Turn.REFERRING);
  private final PlannedKinds kinds = new PlannedKinds(List.of(rules, channels, checks));

  @Test
  void whatOthersReferToIsInForceFirst() {
    kinds.restore();

    assertThat(calls).containsExactly("restore channels", "restore rules", "restore checks");
  }

  @Test
  void everyKindIsSwept() {
    kinds.sweep();

    assertThat(calls).containsExactlyInAnyOrder("sweep channels", "sweep rules", "sweep checks");
  }

  @Test
  void theSecretsOfAllKindsAreInUse() {
    assertThat(kinds.secrets())
        .extracting(ConfigObject::name)
        .containsExactlyInAnyOrder("rules", "channels", "checks");
  }

  @Test
  void theClusterIsKnownWhenEachKindIs() {
    rules.synced = true;
    channels.synced = true;
    assertThat(kinds.synced()).isFalse();

    checks.synced = true;
    assertThat(kinds.synced()).isTrue();
  }
}
