// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.imported;

import dev.skopos.imports.Finding;
import dev.skopos.imports.Format;
import dev.skopos.imports.Imported;
import dev.skopos.imports.Importer;
import dev.skopos.imports.Objective;
import dev.skopos.imports.Source;
import dev.skopos.kube.ClusterObjectives;
import dev.skopos.mapping.ObjectiveMapper;
import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.ImportedObjectives;
import dev.skopos.slo.ObjectiveRegistry;
import dev.skopos.slo.definition.ObjectiveOrigin;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Puts the objectives of another tool in force. They belong to that tool, so nothing is written to
 * them: what cannot be carried over is told in the log, once, and kept for the API and the pages.
 * One that is refused after an edit goes on as it was. Followed by one thread.
 */
public final class ObjectiveSource {

  private static final Logger LOG = Logger.getLogger(ObjectiveSource.class);

  private static final int LONGEST_NAME = 253;
  private static final int MOST_FINDINGS = 20;

  private final KubernetesSerialization json = new KubernetesSerialization();
  private final ObjectiveMapper mapper = new ObjectiveMapper();
  private final ObjectiveOrigin origin;
  private final Format format;
  private final ClusterObjectives cluster;
  private final ObjectiveRegistry objectives;
  private final ImportedObjectives imported;
  private long seen = -1;

  private ObjectiveSource(
      ObjectiveOrigin origin,
      Format format,
      ClusterObjectives cluster,
      ObjectiveRegistry objectives,
      ImportedObjectives imported) {
    this.origin = origin;
    this.format = format;
    this.cluster = cluster;
    this.objectives = objectives;
    this.imported = imported;
  }

  /** Those of Pyrra. */
  public static ObjectiveSource pyrra(
      ClusterObjectives cluster, ObjectiveRegistry objectives, ImportedObjectives imported) {
    return new ObjectiveSource(ObjectiveOrigin.PYRRA, Format.PYRRA, cluster, objectives, imported);
  }

  /** Those of Sloth. */
  public static ObjectiveSource sloth(
      ClusterObjectives cluster, ObjectiveRegistry objectives, ImportedObjectives imported) {
    return new ObjectiveSource(ObjectiveOrigin.SLOTH, Format.SLOTH, cluster, objectives, imported);
  }

  /** Follows what changed since the last time. */
  public void follow() {
    cluster.known().filter(known -> known.version() != seen).ifPresent(this::apply);
  }

  private void apply(ClusterObjectives.Known known) {
    seen = known.version();
    Map<String, ImportedObjectives.Source> before = new HashMap<>();
    imported.of(origin).forEach(source -> before.put(path(source), source));
    List<ImportedObjectives.Source> sources = new ArrayList<>();
    Set<ResourceId> present = new HashSet<>();
    for (GenericKubernetesResource resource : known.objects()) {
      ImportedObjectives.Source source = new Import(resource, before).source();
      tell(source, before);
      sources.add(source);
      present.addAll(source.objectives());
    }
    imported.replace(origin, sources);
    objectives.retainOnly(origin.kind(), present);
  }

  private static String path(ImportedObjectives.Source source) {
    return source.namespace() + '/' + source.name();
  }

  private static void tell(
      ImportedObjectives.Source source, Map<String, ImportedObjectives.Source> before) {
    ImportedObjectives.Source known = before.get(path(source));
    if (known == null || !known.findings().equals(source.findings())) {
      source
          .findings()
          .forEach(
              finding -> LOG.infof("%s %s: %s", source.origin().kind(), path(source), finding));
    }
  }

  /** Of one resource. */
  private final class Import {

    private final ObjectMeta metadata;
    private final String text;
    private final List<ResourceId> before;
    private final List<ResourceId> made = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();

    Import(GenericKubernetesResource resource, Map<String, ImportedObjectives.Source> before) {
      this.metadata = resource.getMetadata();
      this.text = json.asJson(withoutTheServers(resource));
      ImportedObjectives.Source known =
          before.get(metadata.getNamespace() + '/' + metadata.getName());
      this.before = known == null ? List.of() : known.objectives();
    }

    private GenericKubernetesResource withoutTheServers(GenericKubernetesResource resource) {
      GenericKubernetesResource plain = new GenericKubernetesResource();
      plain.setApiVersion(resource.getApiVersion());
      plain.setKind(resource.getKind());
      plain.setMetadata(
          new ObjectMetaBuilder()
              .withNamespace(metadata.getNamespace())
              .withName(metadata.getName())
              .withLabels(metadata.getLabels())
              .withAnnotations(metadata.getAnnotations())
              .build());
      plain.setAdditionalProperty("spec", resource.getAdditionalProperties().get("spec"));
      return plain;
    }

    ImportedObjectives.Source source() {
      Imported read =
          Importer.read(
              List.of(new Source(metadata.getName(), text)), format, metadata.getNamespace());
      read.findings().stream().map(Finding::text).forEach(findings::add);
      if (read.refused()) {
        made.addAll(before);
      }
      read.documents().stream()
          .flatMap(document -> document.objectives().stream())
          .forEach(this::apply);
      return new ImportedObjectives.Source(
          origin,
          metadata.getNamespace(),
          metadata.getName(),
          made,
          findings.stream().limit(MOST_FINDINGS).toList());
    }

    private void apply(Objective objective) {
      ResourceId id = origin.id(metadata.getNamespace(), name(objective));
      try {
        if (id.name().length() > LONGEST_NAME) {
          throw new IllegalArgumentException(
              "name: longer than %d characters as %s".formatted(LONGEST_NAME, id.name()));
        }
        switch (objectives.apply(mapper.toObjective(id, metadata.getName(), objective.spec()))) {
          case Applied.Accepted _ -> made.add(id);
          case Applied.Rejected rejected -> refused(id, rejected.message());
        }
      } catch (IllegalArgumentException e) {
        refused(id, Objects.toString(e.getMessage()));
      }
    }

    private String name(Objective objective) {
      return switch (origin) {
        case SKOPOS, PYRRA -> objective.name();
        case SLOTH -> metadata.getName() + ':' + objective.name();
      };
    }

    private void refused(ResourceId id, String why) {
      findings.add("refused: " + why);
      if (before.contains(id)) {
        made.add(id);
      }
    }
  }
}
