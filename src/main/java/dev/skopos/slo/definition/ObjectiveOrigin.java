// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.definition;

import dev.skopos.model.ResourceId;
import java.util.Arrays;
import java.util.Optional;

/**
 * Whose resources objectives are made of. Ids of objectives differ between origins, in kind and in
 * name: a resource of Kubernetes has no colon in its name.
 */
public enum ObjectiveOrigin {
  /** Skopos' own ServiceLevelObjective. */
  SKOPOS(ObjectiveDefinition.KIND, ""),
  /** Pyrra's ServiceLevelObjective. */
  PYRRA("ServiceLevelObjective.pyrra.dev", "pyrra:"),
  /** Sloth's PrometheusServiceLevel. */
  SLOTH("PrometheusServiceLevel.sloth.slok.dev", "sloth:");

  private final String kind;
  private final String prefix;

  ObjectiveOrigin(String kind, String prefix) {
    this.kind = kind;
    this.prefix = prefix;
  }

  /**
   * The kind in ids of its objectives: that of the resources, with their group if it is another.
   */
  public String kind() {
    return kind;
  }

  /**
   * The id of an objective.
   *
   * @param name which one, within the origin and namespace
   */
  public ResourceId id(String namespace, String name) {
    return new ResourceId(kind, namespace, prefix + name);
  }

  /** The origin of an objective; empty for ids of other kinds. */
  public static Optional<ObjectiveOrigin> of(ResourceId id) {
    return Arrays.stream(values()).filter(origin -> origin.kind.equals(id.kind())).findFirst();
  }

  /**
   * The resource that an objective of this origin is made of, which may be of several. It is of the
   * same kind.
   */
  public ResourceId resource(ResourceId id) {
    String name = id.name().startsWith(prefix) ? id.name().substring(prefix.length()) : id.name();
    return new ResourceId(id.kind(), id.namespace(), name.replaceFirst(":.*", ""));
  }

  /** The id of the objective that has this name in full, as in addresses of pages and in series. */
  public static ResourceId named(String namespace, String name) {
    ObjectiveOrigin origin =
        Arrays.stream(values())
            .filter(each -> !each.prefix.isEmpty() && name.startsWith(each.prefix))
            .findFirst()
            .orElse(SKOPOS);
    return new ResourceId(origin.kind, namespace, name);
  }
}
