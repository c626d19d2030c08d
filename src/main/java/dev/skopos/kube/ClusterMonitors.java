// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The ServiceMonitors and PodMonitors of the cluster, as far as their definitions exist; those may
 * appear later, and are found by {@link #discover}. Thread-safe.
 */
public final class ClusterMonitors implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(ClusterMonitors.class);

  private static final String GROUP = "monitoring.coreos.com";
  private static final String VERSION = "v1";
  private static final String SERVICE_MONITOR = "ServiceMonitor";
  private static final String POD_MONITOR = "PodMonitor";

  private final KubernetesClient client;
  private final Set<String> defined = ConcurrentHashMap.newKeySet();
  private final Followed<GenericKubernetesResource> services;
  private final Followed<GenericKubernetesResource> pods;

  public ClusterMonitors(KubernetesClient client) {
    this.client = client;
    this.services = followed(client, SERVICE_MONITOR, "servicemonitors");
    this.pods = followed(client, POD_MONITOR, "podmonitors");
  }

  private static Followed<GenericKubernetesResource> followed(
      KubernetesClient client, String kind, String plural) {
    ResourceDefinitionContext type =
        new ResourceDefinitionContext.Builder()
            .withGroup(GROUP)
            .withVersion(VERSION)
            .withKind(kind)
            .withPlural(plural)
            .withNamespaced(true)
            .build();
    return new Followed<>(
        kind + "s",
        client.genericKubernetesResources(type).inAnyNamespace().runnableInformer(0),
        _ -> {});
  }

  /** Looks whether the definitions exist; takes up to two requests, and none once they do. */
  public void discover() {
    try {
      for (String kind : List.of(SERVICE_MONITOR, POD_MONITOR)) {
        if (!defined.contains(kind) && client.supports(GROUP + "/" + VERSION, kind)) {
          defined.add(kind);
        }
      }
    } catch (KubernetesClientException e) {
      LOG.debugf("Cannot see whether there are monitors: %s", e.getMessage());
    }
  }

  /** Changes whenever a monitor does. */
  public long version() {
    return services.version() + pods.version();
  }

  public List<GenericKubernetesResource> serviceMonitors() {
    return defined.contains(SERVICE_MONITOR) ? services.all() : List.of();
  }

  public List<GenericKubernetesResource> podMonitors() {
    return defined.contains(POD_MONITOR) ? pods.all() : List.of();
  }

  @Override
  public void close() {
    services.close();
    pods.close();
  }
}
