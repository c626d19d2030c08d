// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Question;
import dev.skopos.model.Severity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Containers that start anew three times an hour or more, for other reasons than memory. */
final class Restarting {

  private Restarting() {}

  static List<Issue> issues(Evidence evidence) {
    Set<Container> outOfMemory =
        evidence.facts().of(Question.OUT_OF_MEMORY).stream()
            .map(Container::of)
            .collect(Collectors.toSet());
    return evidence.facts().of(Question.RESTARTS).stream()
        .filter(each -> !outOfMemory.contains(Container.of(each)))
        .map(each -> issue(Container.of(each), each.value()))
        .toList();
  }

  private static Issue issue(Container container, double restarts) {
    return container.issue(
        Pattern.RESTARTING,
        Severity.HIGH,
        "was started anew about %.0f times in the last hour".formatted(restarts),
        "Read what it said before it ended: %s; and why it ended: %s"
            .formatted(
                container.kubectl(
                    "logs %s -c %s --previous --tail=100"
                        .formatted(container.pod(), container.name())),
                container.kubectl("describe pod " + container.pod())));
  }
}
