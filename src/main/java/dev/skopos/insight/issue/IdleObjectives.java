// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.model.Severity;
import dev.skopos.slo.ObjectiveSnapshot;
import java.util.List;

/** Objectives without an event in their window. */
final class IdleObjectives {

  private IdleObjectives() {}

  static List<Issue> issues(Evidence evidence) {
    return evidence.observed().objectives().stream()
        .filter(each -> each.state() == ObjectiveSnapshot.State.NO_DATA)
        .map(
            each ->
                Issue.of(
                    Pattern.OBJECTIVE_IDLE,
                    Severity.WARNING,
                    each.definition().id(),
                    "has not counted a single event in its window",
                    "Look whether the series of its indicator exist, and are scraped: %s; then %s"
                        .formatted(
                            Kubectl.show(each.definition().id()),
                            Kubectl.in(
                                each.definition().id().namespace(),
                                "get metricsources,healthchecks"))))
        .toList();
  }
}
