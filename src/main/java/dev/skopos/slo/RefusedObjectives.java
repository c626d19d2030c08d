// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Objectives whose newest definition is not in force, for people who look for it. Thread-safe. */
public final class RefusedObjectives {

  /**
   * An objective that was refused; what was accepted before, if any, goes on.
   *
   * @param reason one CamelCase word
   * @param message names the field, the value and what was expected
   */
  public record Refusal(ResourceId id, String reason, String message) {}

  private final Map<ResourceId, Refusal> refusals = new ConcurrentHashMap<>();

  /** What became of the newest definition. */
  public void note(ResourceId id, Applied applied) {
    switch (applied) {
      case Applied.Accepted _ -> refusals.remove(id);
      case Applied.Rejected(String reason, String message) ->
          refusals.put(id, new Refusal(id, reason, message));
    }
  }

  /** Forgets all others. */
  public void retainOnly(Set<ResourceId> ids) {
    refusals.keySet().retainAll(ids);
  }

  /** In ascending order of ids. */
  public List<Refusal> all() {
    return refusals.values().stream().sorted(Comparator.comparing(Refusal::id)).toList();
  }
}
