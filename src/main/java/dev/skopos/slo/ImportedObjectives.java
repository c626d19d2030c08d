// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.ResourceId;
import dev.skopos.slo.definition.ObjectiveOrigin;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What was made of resources of other tools, for people who want to know. Thread-safe. */
public final class ImportedObjectives {

  private final Map<ObjectiveOrigin, List<Source>> sources = new ConcurrentHashMap<>();

  /**
   * A resource of another tool.
   *
   * @param uid tells it from an earlier one of the same name
   * @param objectives those that are in force because of it
   * @param findings what is refused, what could not be carried over, and what reads differently
   */
  public record Source(
      ObjectiveOrigin origin,
      String namespace,
      String name,
      String uid,
      List<ResourceId> objectives,
      List<String> findings) {
    public Source {
      objectives = List.copyOf(objectives);
      findings = List.copyOf(findings);
    }

    /** Namespace and name. */
    public String path() {
      return namespace + '/' + name;
    }
  }

  /** From now on these are all of the origin. */
  public void replace(ObjectiveOrigin origin, List<Source> all) {
    sources.put(
        origin,
        all.stream()
            .sorted(Comparator.comparing(Source::namespace).thenComparing(Source::name))
            .toList());
  }

  /** Those of an origin, by namespace and name. */
  public List<Source> of(ObjectiveOrigin origin) {
    return sources.getOrDefault(origin, List.of());
  }

  /** The resource that an objective was made of; empty for Skopos' own. */
  public Optional<Source> of(ResourceId objective) {
    return ObjectiveOrigin.of(objective).stream()
        .flatMap(origin -> of(origin).stream())
        .filter(source -> source.objectives().contains(objective))
        .findFirst();
  }
}
