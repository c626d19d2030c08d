// SPDX-License-Identifier: Apache-2.0
package dev.skopos.api.v1alpha1;

import dev.skopos.devcluster.TestControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;

/** The shared API server with the delivered CRDs; says what it thinks of a resource. */
final class CrdServer implements AutoCloseable {

  private final KubernetesClient client;

  private CrdServer(KubernetesClient client) {
    this.client = client;
  }

  /** Applies the CRDs as a user does, with client-side apply, and waits until they are served. */
  static CrdServer withCrds() {
    TestControlPlane.kubectl("apply", "-f", "deploy/crds").orThrow();
    TestControlPlane.kubectl(
            "wait", "--for=condition=Established", "--timeout=30s", "-f", "deploy/crds")
        .orThrow();
    Config config = Config.fromKubeconfig(TestControlPlane.kubeconfig().toFile());
    return new CrdServer(new KubernetesClientBuilder().withConfig(config).build());
  }

  /**
   * The resource as the server would store it, defaults included; nothing is stored.
   *
   * @throws KubernetesClientException when the server refuses it; unknown fields are refused too
   */
  GenericKubernetesResource tryOut(String yaml) {
    GenericKubernetesResource resource =
        Serialization.unmarshal(yaml, GenericKubernetesResource.class);
    String namespace = resource.getMetadata().getNamespace();
    return client
        .genericKubernetesResources(resource.getApiVersion(), resource.getKind())
        .inNamespace(namespace == null ? "default" : namespace)
        .resource(resource)
        .dryRun()
        .fieldValidation(Validation.STRICT)
        .create();
  }

  @Override
  public void close() {
    client.close();
  }
}
