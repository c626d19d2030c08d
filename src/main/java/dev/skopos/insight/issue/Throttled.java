// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Question;
import dev.skopos.model.Severity;
import java.util.List;

/** Containers that wait for their CPU limit in a quarter of all periods or more. */
final class Throttled {

  private Throttled() {}

  static List<Issue> issues(Evidence evidence) {
    return evidence.facts().of(Question.THROTTLED).stream()
        .map(each -> issue(Container.of(each), each.value()))
        .toList();
  }

  private static Issue issue(Container container, double share) {
    return container.issue(
        Pattern.CPU_THROTTLED,
        Severity.WARNING,
        "waited for its CPU limit in %.0f %% of all periods of the last hour"
            .formatted(100 * share),
        "Raise the CPU limit of container %s in what owns the pod, or remove it; its limits: %s"
            .formatted(
                container.name(),
                container.kubectl(
                    "get pod %s -o jsonpath='{.spec.containers[*].resources}'"
                        .formatted(container.pod()))));
  }
}
