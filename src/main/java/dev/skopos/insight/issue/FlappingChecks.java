// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Question;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.probe.CheckSnapshot;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks that become healthy and unhealthy in turn. */
final class FlappingChecks {

  private FlappingChecks() {}

  static List<Issue> issues(Evidence evidence) {
    Map<ResourceId, Double> changes = evidence.facts().ofChecks(Question.CHECK_CHANGES);
    return evidence.observed().checks().stream()
        .flatMap(
            check -> Stream.ofNullable(changes.get(check.id())).map(number -> issue(check, number)))
        .toList();
  }

  private static Issue issue(CheckSnapshot check, double changes) {
    int failures = check.definition().thresholds().failure();
    return Issue.of(
        Pattern.CHECK_FLAPPING,
        Severity.WARNING,
        check.id(),
        "changed its state %.0f times within 2 hours".formatted(changes),
        "Look at what the failed runs say: %s; if they are short hiccups that nobody has to act on, let more of them pass: %s"
            .formatted(
                Kubectl.show(check.id()),
                Kubectl.mergePatch(
                    check.id(),
                    "{\"spec\":{\"thresholds\":{\"failure\":%d}}}".formatted(failures + 2))));
  }
}
