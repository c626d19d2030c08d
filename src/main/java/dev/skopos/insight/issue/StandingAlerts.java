// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.rule.GroupSnapshot;
import dev.skopos.rule.RuleDefinition;
import dev.skopos.rule.RuleSnapshot;
import dev.skopos.rule.RuleSnapshot.Instance;
import dev.skopos.rule.RuleSnapshot.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Alerts that have been firing for more than a day: nobody acts on them. */
final class StandingAlerts {

  private static final Duration LONG = Duration.ofHours(24);

  private StandingAlerts() {}

  static List<Issue> issues(Evidence evidence) {
    return evidence.observed().rules().stream()
        .flatMap(group -> issues(group, evidence.at().minus(LONG)))
        .toList();
  }

  private static Stream<Issue> issues(GroupSnapshot group, Instant before) {
    return group.rules().stream()
        .map(rule -> issue(group.definition().id(), rule, before))
        .flatMap(Optional::stream);
  }

  /** One for each rule, however many series it has. */
  private static Optional<Issue> issue(ResourceId source, RuleSnapshot rule, Instant before) {
    List<Instant> standing =
        rule.instances().stream()
            .filter(each -> each.state() == State.FIRING)
            .map(each -> firingSince(rule.definition(), each))
            .filter(since -> since.isBefore(before))
            .toList();
    return standing.stream()
        .min(Instant::compareTo)
        .map(
            since ->
                Issue.of(
                        Pattern.ALERT_STANDING,
                        Severity.MEDIUM,
                        source,
                        "%s has been firing for %d series for more than 24 h"
                            .formatted(rule.definition().name(), standing.size()),
                        "Solve it, or change the rule if nobody has to act on it: "
                            + Kubectl.edit(source))
                    .since(since));
  }

  /** To within an evaluation: an alert waits until its condition has held for long enough. */
  private static Instant firingSince(RuleDefinition rule, Instance alert) {
    return switch (rule) {
      case RuleDefinition.Alerting alerting -> alert.activeAt().plus(alerting.hold());
      case RuleDefinition.Recording _ -> alert.activeAt();
    };
  }
}
