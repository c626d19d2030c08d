// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Question;
import dev.skopos.model.Severity;
import dev.skopos.probe.CheckSnapshot;
import java.util.List;
import java.util.OptionalDouble;

/** Checks that become healthy and unhealthy in turn. */
final class FlappingChecks {

  private FlappingChecks() {}

  static List<Issue> issues(Evidence evidence) {
    return evidence.observed().checks().stream()
        .filter(each -> changes(evidence, each).isPresent())
        .map(each -> issue(each, changes(evidence, each).getAsDouble()))
        .toList();
  }

  private static OptionalDouble changes(Evidence evidence, CheckSnapshot check) {
    return evidence.facts().of(Question.CHECK_CHANGES, check.id());
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
