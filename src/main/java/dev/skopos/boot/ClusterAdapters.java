// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.SkoposConfiguration;
import dev.skopos.kube.ApiServerAddresses;
import dev.skopos.kube.ClusterMonitors;
import dev.skopos.kube.ClusterSecrets;
import dev.skopos.kube.ClusterTargets;
import dev.skopos.kube.EventWriter;
import dev.skopos.mapping.MetricSourceMapper;
import dev.skopos.operator.monitor.MonitorSources;
import dev.skopos.operator.objective.FreezeWatch;
import dev.skopos.operator.plan.Groundwork;
import dev.skopos.operator.plan.UnknownValues;
import dev.skopos.probe.run.CheckRegistry;
import dev.skopos.scrape.run.ScrapeRegistry;
import dev.skopos.volume.AcceptedSpecs;
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
  ClusterMonitors monitors(KubernetesClient client) {
    return new ClusterMonitors(client);
  }

  @Produces
  @Singleton
  Lifecycle.Cluster cluster(
      ClusterSecrets secrets,
      ClusterTargets targets,
      ClusterMonitors monitors,
      ApiServerAddresses apiServers,
      EventWriter events,
      FreezeWatch freezes) {
    return new Lifecycle.Cluster(secrets, targets, monitors, apiServers, events, freezes);
  }

  @Produces
  @Singleton
  Lifecycle.Sources sources(
      CheckRegistry checks,
      ScrapeRegistry scrapes,
      ObjectiveSources objectives,
      Lifecycle.Cluster cluster) {
    MonitorSources monitors = new MonitorSources(cluster.monitors(), scrapes);
    return new Lifecycle.Sources(checks, scrapes, monitors, objectives, cluster);
  }

  @Produces
  @Singleton
  Groundwork groundwork(AcceptedSpecs specs, EventWriter events, Schedules schedules) {
    return new Groundwork(specs, events, schedules.upkeep());
  }

  @Produces
  @Singleton
  EventWriter events(KubernetesClient client, InstantSource clock, MeterRegistry meters) {
    return new EventWriter(client, clock, meters);
  }
}
