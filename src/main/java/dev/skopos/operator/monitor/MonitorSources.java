// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.monitor;

import dev.skopos.kube.ClusterMonitors;
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
 * that the monitors change. For one thread.
 */
public final class MonitorSources {

  private static final Logger LOG = Logger.getLogger(MonitorSources.class);

  private final MonitorMapper mapper = new MonitorMapper();
  private final ClusterMonitors monitors;
  private final ScrapeRegistry sources;
  private long seen = -1;

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
      apply(MonitorMapper.SERVICE_MONITOR, services);
      apply(MonitorMapper.POD_MONITOR, pods);
    }
  }

  private void apply(String kind, List<GenericKubernetesResource> all) {
    Set<ResourceId> present = new HashSet<>();
    for (GenericKubernetesResource monitor : all) {
      try {
        for (ScrapeDefinition source : mapper.toSources(monitor)) {
          present.add(source.id());
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
