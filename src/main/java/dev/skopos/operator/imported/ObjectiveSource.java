// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.imported;

import dev.skopos.kube.ClusterObjectives;
import dev.skopos.model.ResourceId;
import dev.skopos.operator.plan.Groundwork;
import dev.skopos.slo.ImportedObjectives;
import dev.skopos.slo.ImportedObjectives.Source;
import dev.skopos.slo.ObjectiveRegistry;
import dev.skopos.slo.definition.ObjectiveOrigin;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the objectives of another tool. They belong to that tool, so nothing is written to them:
 * what cannot be carried over is told in the log, once, and kept for the API and the pages; what is
 * refused becomes an Event besides. Used by one thread.
 */
public final class ObjectiveSource {

  private static final Logger LOG = Logger.getLogger(ObjectiveSource.class);

  private final ObjectiveOrigin origin;
  private final ClusterObjectives cluster;
  private final ObjectiveRegistry objectives;
  private final ImportedObjectives imported;
  private final ForeignObjectives inForce;
  private final SourceNews news;
  private long seen = -1;

  /** Of the objectives of the cluster, none is in force yet. */
  public ObjectiveSource(
      ClusterObjectives cluster,
      ObjectiveRegistry objectives,
      ImportedObjectives imported,
      Groundwork groundwork) {
    this.origin =
        switch (cluster.kind()) {
          case PYRRA -> ObjectiveOrigin.PYRRA;
          case SLOTH -> ObjectiveOrigin.SLOTH;
        };
    this.cluster = cluster;
    this.objectives = objectives;
    this.imported = imported;
    this.inForce =
        new ForeignObjectives(origin, objectives, new KeptObjectives(origin, groundwork.specs()));
    this.news =
        new SourceNews(
            cluster.kind(),
            objectives::snapshot,
            imported,
            groundwork.events()::write,
            groundwork.clock());
    objectives.onChange(this::changed);
  }

  private void changed(ResourceId objective) {
    if (objective.kind().equals(origin.kind())) {
      news.changed(objective);
    }
  }

  /** Puts in force what was accepted before the restart. */
  public void restore() {
    List<Source> sources = inForce.restore();
    imported.replace(origin, sources);
    LOG.infof("%s: %d in force as accepted before the restart", origin.kind(), sources.size());
  }

  /** Follows what changed since the last time. */
  public void follow() {
    cluster.known().filter(known -> known.version() != seen).ifPresent(this::apply);
    news.tell();
  }

  private void apply(ClusterObjectives.Known known) {
    seen = known.version();
    Map<String, Source> before = new HashMap<>();
    imported.of(origin).forEach(source -> before.put(source.path(), source));
    List<Source> sources = new ArrayList<>();
    List<SourceNews.Refused> refused = new ArrayList<>();
    Set<ResourceId> present = new HashSet<>();
    for (GenericKubernetesResource each : known.objects()) {
      ForeignResource resource = new ForeignResource(each);
      Source earlier = before.get(resource.path());
      ForeignObjectives.Outcome outcome = inForce.put(resource, earlier);
      Source source = outcome.source();
      tell(source, earlier);
      sources.add(source);
      present.addAll(source.objectives());
      if (!outcome.refused().isEmpty()) {
        refused.add(new SourceNews.Refused(source, outcome.refused()));
      }
    }
    imported.replace(origin, sources);
    // On the volume first: what is seen to be gone must not be back after a kill.
    inForce.retainOnly(present);
    objectives.retainOnly(origin.kind(), present);
    news.refused(refused);
    news.retainOnly(present);
  }

  private static void tell(Source source, @Nullable Source earlier) {
    if (earlier == null || !earlier.findings().equals(source.findings())) {
      source
          .findings()
          .forEach(
              finding -> LOG.infof("%s %s: %s", source.origin().kind(), source.path(), finding));
    }
  }
}
