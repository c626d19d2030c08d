// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;

/**
 * The ServiceMonitors and PodMonitors of the cluster, as far as their definitions exist; those may
 * appear later. Thread-safe.
 */
public final class ClusterMonitors implements AutoCloseable {

  private final Followed<GenericKubernetesResource> services;
  private final Followed<GenericKubernetesResource> pods;

  public ClusterMonitors(KubernetesClient client) {
    this.services = followed(client, "ServiceMonitor", "servicemonitors");
    this.pods = followed(client, "PodMonitor", "podmonitors");
  }

  private static Followed<GenericKubernetesResource> followed(
      KubernetesClient client, String kind, String plural) {
    ResourceDefinitionContext type =
        new ResourceDefinitionContext.Builder()
            .withGroup("monitoring.coreos.com")
            .withVersion("v1")
            .withKind(kind)
            .withPlural(plural)
            .withNamespaced(true)
            .build();
    return new Followed<>(
        kind + "s",
        client.genericKubernetesResources(type).inAnyNamespace().runnableInformer(0),
        _ -> {});
  }

  /** Changes whenever a monitor does. */
  public long version() {
    return services.version() + pods.version();
  }

  public List<GenericKubernetesResource> serviceMonitors() {
    return services.all();
  }

  public List<GenericKubernetesResource> podMonitors() {
    return pods.all();
  }

  @Override
  public void close() {
    services.close();
    pods.close();
  }
}
