// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.rule.RuleSnapshot.Problem;
import java.util.List;
import java.util.Optional;

/** Rules whose last evaluation failed or is incomplete. */
final class FailingRules {

  private FailingRules() {}

  static List<Issue> issues(Evidence evidence) {
    return evidence.observed().rules().stream()
        .flatMap(
            group ->
                group.rules().stream()
                    .map(rule -> issue(group.definition().id(), rule))
                    .flatMap(Optional::stream))
        .toList();
  }

  private static Optional<Issue> issue(ResourceId source, RuleSnapshot rule) {
    return Optional.ofNullable(rule.problem())
        .map(
            problem ->
                Issue.of(
                    Pattern.RULE_FAILING,
                    rule.failed() ? Severity.HIGH : Severity.WARNING,
                    source,
                    "%s: %s: %s"
                        .formatted(rule.definition().name(), problem.reason(), problem.message()),
                    action(source, rule, problem)));
  }

  private static String action(ResourceId source, RuleSnapshot rule, Problem problem) {
    return rule.failed()
        ? "It does not alert as long as this holds. Change its expression: " + Kubectl.edit(source)
        : problem.reason().equals("TemplateFailed")
            ? "Change the template in its annotations or labels: " + Kubectl.edit(source)
            : "Change its expression or labels: " + Kubectl.edit(source);
  }
}
