// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.api.v1alpha1.Selector;
import dev.skopos.devcluster.TestControlPlane;
import dev.skopos.kube.FreezeOverrides.ActiveFreeze;
import dev.skopos.kube.FreezeOverrides.Overridden;
import dev.skopos.model.ResourceId;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The annotation that overrides a freeze, seen on a real API server. */
class FreezeOverridesIT {

  private static final Map<String, String> LABELS = Map.of("app", "frozen-web");

  private final String namespace = TestControlPlane.newNamespace("freeze");
  private final ActiveFreeze freeze =
      new ActiveFreeze(
          new ResourceId("ServiceLevelObjective", namespace, "web"),
          new Selector(LABELS, List.of()));
  private final List<Overridden> seen = new ArrayList<>();
  private KubernetesClient client;
  private FreezeOverrides overrides;

  @BeforeEach
  void start() {
    Config config = Config.fromKubeconfig(TestControlPlane.kubeconfig().toFile());
    client = new KubernetesClientBuilder().withConfig(config).build();
    overrides = new FreezeOverrides(client, seen::add);
    client.resource(deployment("frozen-web", LABELS)).create();
    client.resource(deployment("free-web", Map.of("app", "free-web"))).create();
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

    assertThat(seen)
        .containsExactly(
            new Overridden(freeze.objective(), "Deployment frozen-web", "fixes the outage"));
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

    overrides.look(List.of(freeze));
    overrides.look(List.of());
    overrides.look(List.of(freeze));

    assertThat(seen).isEmpty();
  }
}
