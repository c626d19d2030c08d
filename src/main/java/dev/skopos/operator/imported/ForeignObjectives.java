// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.imported;

import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec;
import dev.skopos.imports.Finding;
import dev.skopos.imports.Format;
import dev.skopos.imports.Imported;
import dev.skopos.imports.Objective;
import dev.skopos.mapping.ObjectiveMapper;
import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.operator.imported.KeptObjectives.Kept;
import dev.skopos.slo.ImportedObjectives.Source;
import dev.skopos.slo.ObjectiveRegistry;
import dev.skopos.slo.definition.ObjectiveOrigin;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes objectives of resources of another tool and puts them in force. One that is refused after
 * an edit goes on as it was, over a restart too.
 */
final class ForeignObjectives {

  private static final Logger LOG = Logger.getLogger(ForeignObjectives.class);

  private static final int LONGEST_NAME = 253;
  private static final int MOST_FINDINGS = 20;

  private final KubernetesSerialization json = new KubernetesSerialization();
  private final ObjectiveMapper mapper = new ObjectiveMapper();
  private final ObjectiveOrigin origin;
  private final ObjectiveRegistry objectives;
  private final KeptObjectives kept;

  /**
   * What became of a resource.
   *
   * @param refused what is not in force of the resource as it is now, and why
   */
  record Outcome(Source source, List<String> refused) {}

  ForeignObjectives(ObjectiveOrigin origin, ObjectiveRegistry objectives, KeptObjectives kept) {
    this.origin = origin;
    this.objectives = objectives;
    this.kept = kept;
  }

  /** Puts in force what is on the volume; the resources that it was made of. */
  List<Source> restore() {
    Map<String, Source> sources = new TreeMap<>();
    for (Kept objective : kept.load()) {
      enforce(objective.id(), objective.spec())
          .ifPresentOrElse(
              why -> LOG.warnf("%s was accepted once and no longer is: %s", objective.id(), why),
              () -> {
                Source source = source(objective);
                sources.merge(source.path(), source, ForeignObjectives::joined);
              });
    }
    return List.copyOf(sources.values());
  }

  private Source source(Kept objective) {
    return new Source(
        origin,
        objective.id().namespace(),
        origin.resource(objective.id()).name(),
        objective.uid(),
        List.of(objective.id()),
        objective.findings());
  }

  private static Source joined(Source one, Source other) {
    Set<String> findings = new LinkedHashSet<>(one.findings());
    findings.addAll(other.findings());
    return new Source(
        one.origin(),
        one.namespace(),
        one.name(),
        one.uid(),
        Stream.concat(one.objectives().stream(), other.objectives().stream()).toList(),
        firstOf(findings.stream()));
  }

  private static List<String> firstOf(Stream<String> findings) {
    return findings.limit(MOST_FINDINGS).toList();
  }

  /**
   * Puts in force what the resource says.
   *
   * @param earlier what was made of a resource of its name; null: nothing
   */
  Outcome put(ForeignResource resource, @Nullable Source earlier) {
    return new Import(resource, earlier == null ? List.of() : left(resource, earlier)).outcome();
  }

  /** Those of an earlier resource that only had the same name are over with it. */
  private List<ResourceId> left(ForeignResource resource, Source earlier) {
    if (earlier.uid().equals(resource.uid())) {
      return earlier.objectives();
    }
    earlier.objectives().forEach(objectives::remove);
    return List.of();
  }

  /** Forgets what is on the volume of all others. */
  void retainOnly(Set<ResourceId> present) {
    kept.retainOnly(present);
  }

  /** Why it is refused; empty when it is in force. */
  private Optional<String> enforce(ResourceId id, ServiceLevelObjectiveSpec spec) {
    if (id.name().length() > LONGEST_NAME) {
      return Optional.of(
          "name: longer than %d characters as %s".formatted(LONGEST_NAME, id.name()));
    }
    try {
      String service = origin.resource(id).name();
      return switch (objectives.apply(mapper.toObjective(id, service, spec))) {
        case Applied.Accepted _ -> Optional.empty();
        case Applied.Rejected rejected -> Optional.of(rejected.message());
      };
    } catch (IllegalArgumentException e) {
      return Optional.of(Objects.toString(e.getMessage()));
    }
  }

  /** Of one resource. */
  private final class Import {

    private final ForeignResource resource;
    private final List<ResourceId> before;
    private final List<ResourceId> made = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();

    Import(ForeignResource resource, List<ResourceId> before) {
      this.resource = resource;
      this.before = before;
    }

    Outcome outcome() {
      Imported read = resource.read(format(), json);
      for (Finding finding : read.findings()) {
        (finding.level() == Finding.Level.REFUSED ? refused : lost).add(finding.text());
      }
      if (read.refused()) {
        made.addAll(before);
      }
      read.documents().stream()
          .flatMap(document -> document.objectives().stream())
          .forEach(this::apply);
      List<String> findings = firstOf(Stream.concat(refused.stream(), lost.stream()));
      return new Outcome(
          new Source(origin, resource.namespace(), resource.name(), resource.uid(), made, findings),
          firstOf(refused.stream()));
    }

    private Format format() {
      return switch (origin) {
        case PYRRA -> Format.PYRRA;
        case SLOTH -> Format.SLOTH;
        case SKOPOS -> throw new IllegalStateException("objectives of Skopos are not foreign");
      };
    }

    private void apply(Objective objective) {
      ResourceId id = origin.id(resource.namespace(), name(objective));
      enforce(id, objective.spec())
          .ifPresentOrElse(why -> refuse(id, why), () -> accept(id, objective.spec()));
    }

    private String name(Objective objective) {
      return switch (origin) {
        case SKOPOS, PYRRA -> objective.name();
        case SLOTH -> resource.name() + ':' + objective.name();
      };
    }

    private void accept(ResourceId id, ServiceLevelObjectiveSpec spec) {
      made.add(id);
      kept.keep(new Kept(id, resource.uid(), resource.generation(), spec, firstOf(lost.stream())));
    }

    private void refuse(ResourceId id, String why) {
      refused.add("refused: " + why);
      if (before.contains(id)) {
        made.add(id);
      }
    }
  }
}
