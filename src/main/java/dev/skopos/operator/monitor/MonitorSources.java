// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.monitor;

import dev.skopos.kube.ClusterMonitors;
import dev.skopos.kube.ConfigObject;
import dev.skopos.mapping.MonitorMapper;
import dev.skopos.mapping.ResourceIds;
import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.run.ScrapeRegistry;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Puts the ServiceMonitors and PodMonitors of the cluster in force. They belong to another
 * operator, so nothing is written to them: one that cannot work is told of in the log, each time
 * that the monitors change. Followed by one thread.
 */
public final class MonitorSources {

  private static final Logger LOG = Logger.getLogger(MonitorSources.class);

  private final MonitorMapper mapper = new MonitorMapper();
  private final ClusterMonitors monitors;
  private final ScrapeRegistry sources;
  private long seen = -1;
  private volatile Set<ConfigObject> secrets = Set.of();

  public MonitorSources(ClusterMonitors monitors, ScrapeRegistry sources) {
    this.monitors = monitors;
    this.sources = sources;
  }

  /** Follows what changed since the last time. */
  public void follow() {
    // Read first: what changes behind it is seen the next time.
    long version = monitors.version();
    List<GenericKubernetesResource> services = monitors.serviceMonitors();
    List<GenericKubernetesResource> pods = monitors.podMonitors();
    if (version != seen) {
      seen = version;
      Set<ConfigObject> wanted = new HashSet<>();
      apply(MonitorMapper.SERVICE_MONITOR, services, wanted);
      apply(MonitorMapper.POD_MONITOR, pods, wanted);
      secrets = Set.copyOf(wanted);
    }
  }

  /** The Secrets and ConfigMaps that the monitors refer to. Thread-safe. */
  public Set<ConfigObject> secrets() {
    return secrets;
  }

  private void apply(String kind, List<GenericKubernetesResource> all, Set<ConfigObject> wanted) {
    Set<ResourceId> present = new HashSet<>();
    for (GenericKubernetesResource monitor : all) {
      try {
        for (ScrapeDefinition source : mapper.toSources(monitor)) {
          present.add(source.id());
          source.request().secrets().references().stream()
              .map(ConfigObject::of)
              .forEach(wanted::add);
          if (sources.apply(source) instanceof Applied.Rejected rejected) {
            LOG.warnf("%s cannot be followed: %s", source.id(), rejected.message());
          }
        }
      } catch (IllegalArgumentException e) {
        LOG.warnf("%s cannot be followed: %s", ResourceIds.of(monitor), e.getMessage());
      }
    }
    sources.retainOnly(kind, present);
  }
}
