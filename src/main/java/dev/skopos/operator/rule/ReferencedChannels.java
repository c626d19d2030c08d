// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.rule;

import dev.skopos.model.ResourceId;
import dev.skopos.notify.ChannelRegistry;
import dev.skopos.notify.Notifier;
import dev.skopos.notify.RoutingSnapshot;
import dev.skopos.operator.plan.FeedbackEvents;
import dev.skopos.operator.status.Reason;
import dev.skopos.operator.status.Standing.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The channels that alerts of rules go to: what is wrong with them, whom a change concerns. */
public final class ReferencedChannels {

  private final Notifier notifier;
  private final ChannelRegistry channels;

  public ReferencedChannels(Notifier notifier, ChannelRegistry channels) {
    this.notifier = notifier;
    this.channels = channels;
  }

  public RoutingSnapshot routing(ResourceId rule, List<ResourceId> named) {
    return notifier.routing(rule, named);
  }

  /** One for each channel that the rule names and cannot use. */
  public static List<Problem> problems(List<ResourceId> named, RoutingSnapshot routing) {
    return named.isEmpty() ? List.of() : flaws(routing);
  }

  /** One for each channel that reports of the resource are to go to and that cannot take them. */
  public List<Problem> reportProblems(ResourceId source, List<ResourceId> channels) {
    return channels.isEmpty() ? List.of() : flaws(notifier.routing(source, channels));
  }

  /** That nobody is told of the alerts of a rule that leaves it to the default channel. */
  public static Optional<Problem> caveat(List<ResourceId> named, RoutingSnapshot routing) {
    if (!named.isEmpty() || !routing.takers().isEmpty()) {
      return Optional.empty();
    }
    String why =
        flaws(routing).stream()
            .findFirst()
            .map(flaw -> "the default channel cannot be used: " + flaw.message())
            .orElse("there is no default channel");
    String now = routing.unrouted() == 0 ? "" : "; untold alerts that fire: " + routing.unrouted();
    return Optional.of(
        new Problem(
            Reason.NO_CHANNEL,
            "nobody is told of its alerts: it names no channel and " + why + now));
  }

  private static List<Problem> flaws(RoutingSnapshot routing) {
    Stream<Problem> missing =
        routing.missing().stream()
            .map(
                channel ->
                    new Problem(
                        Reason.CHANNEL_NOT_FOUND, channel + " does not exist or was never valid"));
    Stream<Problem> refused =
        routing.refused().stream()
            .map(
                channel ->
                    new Problem(
                        Reason.CHANNEL_NOT_ALLOWED,
                        "%s takes nothing of namespace %s: its spec.allowedNamespaces is Same"
                            .formatted(channel, routing.source().namespace())));
    return Stream.concat(missing, refused).toList();
  }

  /** Makes the reconciler look again when a channel appears, changes or goes. */
  public void follow(FeedbackEvents<?> events) {
    channels.onChange(channel -> events.dependencyChanged(channel.toString()));
  }

  /** The names that {@link FeedbackEvents#watch} is to know a resource's references by. */
  public List<String> names(List<ResourceId> named) {
    return notifier.destinations(named).stream().map(ResourceId::toString).toList();
  }
}
