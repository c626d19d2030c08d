// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.model.Severity;
import dev.skopos.notify.ChannelSnapshot;
import dev.skopos.notify.ChannelSnapshot.Failure;
import dev.skopos.notify.ChannelSnapshot.State;
import java.util.List;

/** Channels whose newest delivery failed, or that lack what their settings refer to. */
final class FailingChannels {

  private FailingChannels() {}

  static List<Issue> issues(Evidence evidence) {
    return evidence.observed().channels().stream()
        .filter(each -> each.state() == State.FAILING || !each.missing().isEmpty())
        .map(FailingChannels::issue)
        .toList();
  }

  private static Issue issue(ChannelSnapshot channel) {
    boolean lacks = !channel.missing().isEmpty();
    String why =
        lacks
            ? String.join("; ", channel.missing())
            : channel.lastFailure().map(Failure::reason).orElse("the newest delivery failed");
    return Issue.of(
            Pattern.CHANNEL_FAILING,
            Severity.HIGH,
            channel.definition().id(),
            "does not deliver: %s; %d notifications wait".formatted(why, channel.counts().queued()),
            lacks
                ? "Create what is missing: "
                    + Kubectl.in(channel.definition().id().namespace(), "get secrets")
                : "Look at its receiver and its settings: "
                    + Kubectl.show(channel.definition().id()))
        .since(channel.lastFailure().map(Failure::time).orElse(null));
  }
}
