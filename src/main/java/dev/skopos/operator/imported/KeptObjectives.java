// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.imported;

import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveSpec;
import dev.skopos.model.ResourceId;
import dev.skopos.slo.definition.ObjectiveOrigin;
import dev.skopos.volume.AcceptedSpec;
import dev.skopos.volume.AcceptedSpecs;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The objectives of another tool that were accepted, on the data volume, each by itself: of a
 * resource with several some may be as they were before an edit. So they are in force after a
 * restart without the API server.
 */
final class KeptObjectives {

  private static final Logger LOG = Logger.getLogger(KeptObjectives.class);

  private final KubernetesSerialization json = new KubernetesSerialization();
  private final ObjectiveOrigin origin;
  private final AcceptedSpecs specs;

  /** What is written. */
  private record Content(
      @Nullable ServiceLevelObjectiveSpec spec, @Nullable List<String> findings) {}

  /**
   * An objective.
   *
   * @param uid of the resource that it was made of
   * @param generation of that resource
   * @param findings what could not be carried over of that resource
   */
  record Kept(
      ResourceId id,
      String uid,
      long generation,
      ServiceLevelObjectiveSpec spec,
      List<String> findings) {}

  KeptObjectives(ObjectiveOrigin origin, AcceptedSpecs specs) {
    this.origin = origin;
    this.specs = specs;
  }

  List<Kept> load() {
    return specs.load(origin.kind()).stream().flatMap(spec -> read(spec).stream()).toList();
  }

  private Optional<Kept> read(AcceptedSpec kept) {
    try {
      Content content = json.unmarshal(kept.json(), Content.class);
      if (content.spec() == null) {
        throw new IllegalArgumentException("spec is missing");
      }
      List<String> findings = Objects.requireNonNullElse(content.findings(), List.of());
      return Optional.of(
          new Kept(kept.id(), kept.uid(), kept.generation(), content.spec(), findings));
    } catch (IllegalArgumentException | KubernetesClientException e) {
      LOG.warnf("%s was accepted once and cannot be read: %s", kept.id(), e.getMessage());
      return Optional.empty();
    }
  }

  void keep(Kept objective) {
    String content = json.asJson(new Content(objective.spec(), objective.findings()));
    specs.keep(new AcceptedSpec(objective.id(), objective.uid(), objective.generation(), content));
  }

  /** Forgets all others. */
  void retainOnly(Set<ResourceId> present) {
    specs.retainOnly(origin.kind(), present);
  }
}
