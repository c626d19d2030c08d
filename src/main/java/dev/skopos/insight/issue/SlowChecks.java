// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.insight.observe.Question;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.CheckSnapshot.State;
import java.util.List;
import java.util.Map;

/** Checks that answer, but take much longer than at the same time a week before. */
final class SlowChecks {

  private static final double FACTOR = 2;
  private static final double LEAST_SECONDS = 0.05;
  private static final int MILLIS = 1000;

  private SlowChecks() {}

  static List<Issue> issues(Evidence evidence) {
    Map<ResourceId, Double> now = evidence.facts().ofChecks(Question.LATENCY);
    Map<ResourceId, Double> before = evidence.facts().ofChecks(Question.LATENCY_WEEK_BEFORE);
    return evidence.observed().checks().stream()
        .filter(each -> each.state() != State.UNHEALTHY)
        .filter(each -> isSlow(of(each, now), of(each, before)))
        .map(each -> issue(each, of(each, now), of(each, before)))
        .toList();
  }

  private static double of(CheckSnapshot check, Map<ResourceId, Double> seconds) {
    return seconds.getOrDefault(check.id(), Double.NaN);
  }

  private static boolean isSlow(double now, double before) {
    return now >= FACTOR * before && now - before >= LEAST_SECONDS;
  }

  private static Issue issue(CheckSnapshot check, double now, double before) {
    return Issue.of(
        Pattern.CHECK_SLOW,
        Severity.WARNING,
        check.id(),
        "takes %.0f ms in the middle of the last hour's runs, %.0f ms a week ago"
            .formatted(MILLIS * now, MILLIS * before),
        "See in which phase the time is lost (status.latency.phases): %s; if it is processing, look at the load and the limits of the workload: %s"
            .formatted(Kubectl.show(check.id()), Kubectl.in(check.id().namespace(), "top pods")));
  }
}
