// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import dev.skopos.model.ResourceId;
import dev.skopos.notify.channel.Channel;
import dev.skopos.notify.channel.ChannelFactory;
import dev.skopos.notify.channel.ChannelSettings;
import dev.skopos.notify.channel.Notification;
import dev.skopos.notify.channel.ReportMessage;
import dev.skopos.notify.channel.SendResult;
import dev.skopos.notify.channel.TextSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Channels that note what they are sent and answer what a test says; told apart by their URL. */
final class RecordingChannels implements ChannelFactory {

  /** What a channel was sent, and when. */
  record Sent(String channel, Instant at, Notification notification) {

    String summary() {
      return "%s %d firing %d resolved"
          .formatted(channel, notification.firing().size(), notification.resolved().size());
    }
  }

  final List<Sent> sent = new ArrayList<>();
  final List<ReportMessage> reports = new ArrayList<>();
  final List<String> missing = new ArrayList<>();
  private final Map<String, Deque<SendResult>> answers = new HashMap<>();
  private final Map<String, SendResult> always = new HashMap<>();
  private final InstantSource clock;

  RecordingChannels(InstantSource clock) {
    this.clock = clock;
  }

  static ChannelDefinition definition(ResourceId id) {
    return new ChannelDefinition(
        id,
        new ChannelSettings.Webhook(
            ChannelSettings.Method.POST,
            new TextSource.Literal(id.name()),
            List.of(),
            Optional.empty(),
            Optional.empty()),
        false,
        true,
        ChannelDefinition.OpenTo.OWN_NAMESPACE,
        AttemptPolicy.USUAL);
  }

  /** The next answer of the channel. */
  void answer(ResourceId channel, SendResult result) {
    answers.computeIfAbsent(channel.name(), _ -> new ArrayDeque<>()).add(result);
  }

  /** The answer of the channel from now on. */
  void alwaysAnswer(ResourceId channel, SendResult result) {
    always.put(channel.name(), result);
  }

  List<String> summaries() {
    return sent.stream().map(Sent::summary).toList();
  }

  @Override
  public Channel open(ChannelSettings settings) {
    String name =
        settings instanceof ChannelSettings.Webhook webhook
                && webhook.url() instanceof TextSource.Literal literal
            ? literal.text()
            : settings.kind();
    return (message, _) -> {
      switch (message) {
        case Notification notification -> sent.add(new Sent(name, clock.instant(), notification));
        case ReportMessage report -> reports.add(report);
      }
      SendResult next = answers.getOrDefault(name, new ArrayDeque<>()).poll();
      return next != null ? next : always.getOrDefault(name, new SendResult.Delivered());
    };
  }

  @Override
  public List<String> missing(ChannelSettings settings) {
    return missing;
  }
}
