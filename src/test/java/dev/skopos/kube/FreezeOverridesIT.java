// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.api.v1alpha1.Selector;
import dev.skopos.devcluster.TestControlPlane;
import dev.skopos.kube.FreezeOverrides.ActiveFreeze;
import dev.skopos.kube.FreezeOverrides.Overridden;
import dev.skopos.model.ResourceId;
import dev.skopos.volume.FrozenTemplateFiles;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The annotation that overrides a freeze, seen on a real API server. */
class FreezeOverridesIT {

  private static final Map<String, String> LABELS = Map.of("app", "frozen-web");

  @TempDir Path folder;

  private final String namespace = TestControlPlane.newNamespace("freeze");
  private final ActiveFreeze freeze =
      new ActiveFreeze(
          new ResourceId("ServiceLevelObjective", namespace, "web"),
          new Selector(LABELS, List.of()),
          Instant.parse("2026-11-01T10:00:00Z"));
  private final List<Overridden> seen = new ArrayList<>();
  private KubernetesClient client;
  private FreezeOverrides overrides;

  @BeforeEach
  void start() {
    Config config = Config.fromKubeconfig(TestControlPlane.kubeconfig().toFile());
    client = new KubernetesClientBuilder().withConfig(config).build();
    overrides = started();
    client.resource(deployment("frozen-web", LABELS)).create();
    client.resource(deployment("free-web", Map.of("app", "free-web"))).create();
  }

  private FreezeOverrides started() {
    return new FreezeOverrides(
        client, new FrozenTemplateFiles(folder, new SimpleMeterRegistry()), seen::add);
  }

  private Overridden override(String reason) {
    return new Overridden(freeze.objective(), "Deployment frozen-web", reason);
  }

  @AfterEach
  void stop() {
    client.close();
  }

  private Deployment deployment(String name, Map<String, String> labels) {
    return new DeploymentBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .withNewSelector()
        .withMatchLabels(labels)
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("web")
        .withImage("example.org/web:1")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private void edit(String name, UnaryOperator<DeploymentBuilder> change) {
    client
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName(name)
        .edit(deployment -> change.apply(new DeploymentBuilder(deployment)).build());
  }

  private static DeploymentBuilder withImage(DeploymentBuilder deployment, String image) {
    return deployment
        .editSpec()
        .editTemplate()
        .editSpec()
        .editFirstContainer()
        .withImage(image)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec();
  }

  private static DeploymentBuilder withReason(DeploymentBuilder deployment, String reason) {
    return deployment
        .editMetadata()
        .addToAnnotations(FreezeOverrides.ANNOTATION, reason)
        .endMetadata();
  }

  @Test
  void aNewPodTemplateWithTheAnnotationIsAnOverride() {
    overrides.look(List.of(freeze));
    edit("frozen-web", deployment -> withReason(deployment, "fixes the outage"));
    overrides.look(List.of(freeze));
    assertThat(seen).as("the annotation alone changes nothing").isEmpty();

    edit("frozen-web", deployment -> withImage(deployment, "example.org/web:2"));
    overrides.look(List.of(freeze));
    overrides.look(List.of(freeze));

    assertThat(seen).containsExactly(override("fixes the outage"));
  }

  @Test
  void whatIsChangedBeforeTheFirstLookIsAnOverride() {
    overrides.begin(freeze);
    edit(
        "frozen-web", deployment -> withReason(withImage(deployment, "example.org/web:2"), "soon"));
    overrides.begin(freeze);

    overrides.look(List.of(freeze));

    assertThat(seen).containsExactly(override("soon"));
  }

  @Test
  void whatIsChangedWhileNobodyLooksIsFoundOnceAfterwards() {
    overrides.begin(freeze);
    overrides.look(List.of(freeze));
    edit(
        "frozen-web",
        deployment -> withReason(withImage(deployment, "example.org/web:2"), "meanwhile"));

    for (int restart = 0; restart < 2; restart++) {
      FreezeOverrides after = started();
      after.begin(freeze);
      after.look(List.of(freeze));
      after.look(List.of(freeze));
    }

    assertThat(seen).containsExactly(override("meanwhile"));
  }

  @Test
  void whatIsChangedBetweenTwoFreezesIsNone() {
    overrides.begin(freeze);
    edit(
        "frozen-web",
        deployment -> withReason(withImage(deployment, "example.org/web:2"), "between"));
    ActiveFreeze next =
        new ActiveFreeze(
            freeze.objective(), freeze.selector(), Instant.parse("2026-11-01T11:00:00Z"));

    FreezeOverrides after = started();
    after.begin(next);
    after.look(List.of(next));

    assertThat(seen).isEmpty();
  }

  @Test
  void scalingAndCreatingAnewAreNone() {
    overrides.begin(freeze);
    edit(
        "frozen-web",
        deployment -> withReason(deployment, "scaled").editSpec().withReplicas(3).endSpec());
    overrides.look(List.of(freeze));
    client.apps().deployments().inNamespace(namespace).withName("frozen-web").delete();
    client
        .resource(
            withReason(
                    withImage(
                        new DeploymentBuilder(deployment("frozen-web", LABELS)),
                        "example.org/web:2"),
                    "created")
                .build())
        .create();

    overrides.look(List.of(freeze));

    assertThat(seen).isEmpty();
  }

  @Test
  void changesWithoutTheAnnotationAndOfOtherWorkloadsAreNone() {
    overrides.look(List.of(freeze));
    edit("frozen-web", deployment -> withImage(deployment, "example.org/web:2"));
    edit(
        "free-web",
        deployment -> withReason(withImage(deployment, "example.org/web:2"), "not frozen"));

    overrides.look(List.of(freeze));

    assertThat(seen).isEmpty();
  }

  @Test
  void whatChangedBeforeTheFreezeIsNone() {
    edit(
        "frozen-web",
        deployment -> withReason(withImage(deployment, "example.org/web:2"), "long ago"));

    overrides.begin(freeze);
    overrides.look(List.of(freeze));
    overrides.end(freeze.objective());
    overrides.look(List.of(freeze));

    assertThat(seen).isEmpty();
  }
}
