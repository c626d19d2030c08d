// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import static dev.skopos.insight.observe.Watched.watched;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.insight.observe.Watched;
import dev.skopos.model.Severity;
import dev.skopos.scrape.TargetSnapshot.Health;
import java.util.List;
import org.junit.jupiter.api.Test;

class DownNodesTest {

  private static Watched twoWorkloadsDown() {
    return watched()
        .on("node-1", "shop", "web", Health.DOWN)
        .on("node-1", "bank", "till", Health.DOWN)
        .on("node-2", "shop", "web", Health.UP);
  }

  private static List<Pattern> patterns(Watched watched) {
    return Issues.in(watched.evidence()).stream().map(Issue::pattern).toList();
  }

  @Test
  void aNodeWithNothingThatAnswersIsTheCauseAndNotItsTargets() {
    List<Issue> issues = Issues.in(twoWorkloadsDown().evidence());

    assertThat(issues).hasSize(1);
    Issue issue = issues.getFirst();
    assertThat(issue.pattern()).isEqualTo(Pattern.COMMON_CAUSE);
    assertThat(issue.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(issue.namespace()).isEmpty();
    assertThat(issue.affected())
        .containsExactly("Node node-1", "MetricSource bank/till", "MetricSource shop/web");
    assertThat(issue.message())
        .isEqualTo(
            "None of the 2 targets on node node-1 can be scraped, which are of 2 workloads; on"
                + " other nodes some can");
    assertThat(issue.action()).contains("kubectl describe node node-1");
  }

  @Test
  void aTargetElsewhereThatIsDownIsAnIssueOfItsOwn() {
    assertThat(patterns(twoWorkloadsDown().on("node-2", "bank", "book", Health.DOWN)))
        .containsExactly(Pattern.COMMON_CAUSE, Pattern.TARGETS_DOWN);
    assertThat(patterns(twoWorkloadsDown().source("shop", "fixed", Health.DOWN)))
        .as("nobody knows where it is")
        .containsExactly(Pattern.COMMON_CAUSE, Pattern.TARGETS_DOWN);
  }

  @Test
  void aNodeIsNotTheCauseOfWhatHasOtherCauses() {
    assertThat(patterns(twoWorkloadsDown().on("node-1", "shop", "api", Health.UP)))
        .as("something on it answers")
        .containsOnly(Pattern.TARGETS_DOWN);
    assertThat(
            patterns(
                watched()
                    .on("node-1", "shop", "web", Health.DOWN)
                    .on("node-1", "shop", "web", Health.DOWN)
                    .on("node-2", "shop", "api", Health.UP)))
        .as("all of one workload")
        .containsOnly(Pattern.TARGETS_DOWN);
    assertThat(
            patterns(
                watched()
                    .on("node-1", "shop", "web", Health.DOWN)
                    .on("node-1", "shop", "api", Health.DOWN)
                    .on("node-2", "shop", "web", Health.DOWN)))
        .as("nothing answers anywhere")
        .containsOnly(Pattern.TARGETS_DOWN);
  }
}
