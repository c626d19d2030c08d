// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.SkoposConfiguration;
import dev.skopos.kube.ApiServerAddresses;
import dev.skopos.kube.ClusterSecrets;
import dev.skopos.kube.ClusterTargets;
import dev.skopos.kube.EventWriter;
import dev.skopos.mapping.MetricSourceMapper;
import dev.skopos.operator.plan.UnknownValues;
import dev.skopos.probe.run.CheckRegistry;
import dev.skopos.scrape.run.ScrapeRegistry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** Makes what reads from and writes to the cluster. */
@ApplicationScoped
class ClusterAdapters {

  @Produces
  @Singleton
  KubernetesClientObjectMapperCustomizer resources() {
    return json -> json.addHandler(new UnknownValues());
  }

  @Produces
  @Singleton
  ClusterSecrets secrets(SkoposConfiguration configuration, KubernetesClient client) {
    return new ClusterSecrets(
        client, Set.copyOf(configuration.secretNamespaces().orElse(List.of())));
  }

  @Produces
  @Singleton
  ClusterTargets targets(KubernetesClient client) {
    return new ClusterTargets(client);
  }

  @Produces
  @Singleton
  MetricSourceMapper metricSourceMapper(SkoposConfiguration configuration) {
    return new MetricSourceMapper(configuration.namespace());
  }

  @Produces
  @Singleton
  Lifecycle.Sources sources(
      CheckRegistry checks,
      ScrapeRegistry scrapes,
      ClusterSecrets secrets,
      ClusterTargets targets,
      ApiServerAddresses apiServers,
      EventWriter events) {
    return new Lifecycle.Sources(checks, scrapes, secrets, targets, apiServers, events);
  }

  @Produces
  @Singleton
  EventWriter events(KubernetesClient client, InstantSource clock, MeterRegistry meters) {
    return new EventWriter(client, clock, meters);
  }
}
