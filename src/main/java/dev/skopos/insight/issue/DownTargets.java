// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.model.Severity;
import dev.skopos.scrape.SourceSnapshot;
import dev.skopos.scrape.TargetSnapshot;
import dev.skopos.scrape.TargetSnapshot.Health;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Sources of metrics with targets that cannot be scraped, for other reasons than their node. */
final class DownTargets {

  private DownTargets() {}

  static List<Issue> issues(Evidence evidence) {
    Set<String> downNodes = DownNodes.names(evidence);
    return evidence.observed().sources().stream()
        .flatMap(
            source ->
                source.targets().stream()
                    .filter(each -> each.health() == Health.DOWN)
                    .filter(each -> !downNodes.contains(DownNodes.node(each)))
                    .min(Comparator.comparing(each -> each.url().toString()))
                    .map(first -> issue(source, first))
                    .stream())
        .toList();
  }

  private static Issue issue(SourceSnapshot source, TargetSnapshot first) {
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
