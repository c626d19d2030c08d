// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.api.v1alpha1.alertrule.AlertRule;
import dev.skopos.kube.EventWriter;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.schedule.ManualScheduler;
import dev.skopos.volume.AcceptedSpecs;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KindInForceTest {

  /** Nothing listens there. */
  private static final Config AWAY =
      new ConfigBuilder(Config.empty()).withMasterUrl("http://127.0.0.1:1").build();

  @TempDir Path folder;

  @AutoClose
  private final KubernetesClient client = new KubernetesClientBuilder().withConfig(AWAY).build();

  private final ManualScheduler upkeep = new ManualScheduler(Instant.parse("2026-01-01T00:00:00Z"));
  private final FakeCache<AlertRule> cluster = new FakeCache<>();
  private final Set<ResourceId> inForce = new TreeSet<>();
  private final List<Set<ResourceId>> sweeps = new ArrayList<>();
  private KindInForce<AlertRule> kind;

  @BeforeEach
  void followTheCluster() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    kind =
        new KindInForce<>(
            Planned.Turn.REFERRING,
            new PlannedKind<>(
                AlertRule.class,
                _ -> List.of(),
                rule -> {
                  inForce.add(ResourceIds.of(rule));
                  return Applied.ACCEPTED;
                },
                inForce::remove,
                inForce::retainAll),
            new Groundwork(
                new AcceptedSpecs(folder, meters),
                new EventWriter(client, upkeep.clock(), meters),
                upkeep),
            List.of(sweeps::add));
  }

  private void watch() {
    kind.feedback()
        .watch(
            new io.javaoperatorsdk.operator.api.reconciler.EventSourceContext<>(
                cluster, null, client, AlertRule.class),
            _ -> List.of());
  }

  private AlertRule applied(String name) {
    AlertRule rule =
        Serialization.unmarshal(
            """
            apiVersion: skopos.dev/v1alpha1
            kind: AlertRule
            metadata: {namespace: shop, name: %s, uid: %s, generation: 1}
            spec: {expr: up, interval: 10s}
            """
                .formatted(name, name),
            AlertRule.class);
    cluster.put(rule);
    kind.plan().apply(rule);
    return rule;
  }

  private void delete(AlertRule rule) {
    cluster.remove(rule);
    kind.feedback().onResourceDeleted(rule);
  }

  @Test
  void whatIsDeletedIsSweptAtOnceButNotByTheThreadOfTheInformer() {
    watch();
    AlertRule first = applied("first");
    AlertRule second = applied("second");
    applied("third");

    delete(first);
    delete(second);

    assertThat(inForce).as("while the informer is told").hasSize(3);
    assertThat(upkeep.planned()).as("one sweep is enough").isEqualTo(1);
    upkeep.advance(Duration.ZERO);
    assertThat(inForce).extracting(ResourceId::name).containsExactly("third");
    assertThat(sweeps).containsExactly(inForce);
    assertThat(new AcceptedSpecs(folder, new SimpleMeterRegistry()).load("AlertRule")).hasSize(1);
  }

  @Test
  void aDeletionAfterASweepIsSweptToo() {
    watch();
    AlertRule first = applied("first");
    AlertRule second = applied("second");
    delete(first);
    upkeep.advance(Duration.ZERO);

    delete(second);
    upkeep.advance(Duration.ZERO);

    assertThat(inForce).isEmpty();
  }

  @Test
  void asLongAsTheClusterIsNotKnownNothingIsSwept() {
    AlertRule rule = applied("first");

    delete(rule);
    upkeep.advance(Duration.ZERO);

    assertThat(inForce).hasSize(1);
    assertThat(sweeps).isEmpty();
  }
}
