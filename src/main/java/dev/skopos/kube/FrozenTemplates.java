// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.model.ResourceId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Remembers which pod templates frozen workloads have, over restarts: what is changed while nobody
 * looks is found afterwards. Thread-safe; never fails.
 */
public interface FrozenTemplates {

  /**
   * The workloads of a freeze as they were when they were looked at last.
   *
   * @param since when the freeze began
   * @param workloads by kind and name, for instance {@code Deployment checkout}
   */
  record Frozen(Instant since, Map<String, Workload> workloads) {

    public Frozen {
      workloads = Map.copyOf(workloads);
    }
  }

  /**
   * A workload.
   *
   * @param uid tells it from an earlier one of the same name
   * @param generation the same as long as nothing of its spec changes
   * @param template stands for its pod template: the same for equal ones
   */
  record Workload(String uid, long generation, String template) {

    /** Whether this is that workload with another pod template. */
    boolean replaces(Workload before) {
      return uid.equals(before.uid)
          && generation != before.generation
          && !template.equals(before.template);
    }
  }

  /** What was remembered of the freeze of an objective. */
  Optional<Frozen> of(ResourceId objective);

  void remember(ResourceId objective, Frozen frozen);

  /** Nothing happens when there is nothing to forget. */
  void forget(ResourceId objective);

  /** Forgets all objectives but these. */
  void retainOnly(Set<ResourceId> objectives);
}
