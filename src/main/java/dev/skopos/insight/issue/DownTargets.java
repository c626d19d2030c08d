// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.model.Severity;
import dev.skopos.scrape.SourceSnapshot;
import dev.skopos.scrape.TargetSnapshot;
import dev.skopos.scrape.TargetSnapshot.Health;
import java.util.Comparator;
import java.util.List;

/** Sources of metrics with targets that cannot be scraped. */
final class DownTargets {

  private DownTargets() {}

  static List<Issue> issues(Evidence evidence) {
    return evidence.observed().sources().stream()
        .filter(each -> each.down() > 0)
        .map(DownTargets::issue)
        .toList();
  }

  private static Issue issue(SourceSnapshot source) {
    TargetSnapshot first =
        source.targets().stream()
            .filter(each -> each.health() == Health.DOWN)
            .min(Comparator.comparing(each -> each.url().toString()))
            .orElseThrow();
    return Issue.of(
        Pattern.TARGETS_DOWN,
        source.up() == 0 ? Severity.HIGH : Severity.WARNING,
        source.definition().id(),
        "%d of %d targets cannot be scraped, among them %s: %s"
            .formatted(source.down(), source.targets().size(), first.url(), first.error()),
        "Look whether the target answers from within the cluster, and whether the source means it: "
            + Kubectl.show(source.definition().id()));
  }
}
