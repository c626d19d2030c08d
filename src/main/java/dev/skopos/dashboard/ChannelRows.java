// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.ChannelRow;
import dev.skopos.dashboard.Board.Tone;
import dev.skopos.notify.ChannelSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Turns channels into rows, failing ones first. */
final class ChannelRows {

  private ChannelRows() {}

  static List<ChannelRow> of(List<ChannelSnapshot> channels, Instant now) {
    return channels.stream()
        .sorted(
            Comparator.comparing((ChannelSnapshot channel) -> tone(channel) != Tone.BAD)
                .thenComparing(channel -> channel.definition().id()))
        .map(channel -> row(channel, now))
        .toList();
  }

  static Tone tone(ChannelSnapshot channel) {
    if (!channel.missing().isEmpty()) {
      return Tone.BAD;
    }
    return switch (channel.state()) {
      case FAILING -> Tone.BAD;
      case DELIVERING -> Tone.GOOD;
      case IDLE, SUSPENDED -> Tone.IDLE;
    };
  }

  private static ChannelRow row(ChannelSnapshot channel, Instant now) {
    return new ChannelRow(
        channel.definition().id().namespace(),
        channel.definition().id().name(),
        channel.definition().settings().kind(),
        channel.missing().isEmpty() ? word(channel.state()) : "Not ready",
        tone(channel),
        channel
            .lastSuccess()
            .map(time -> Wording.age(time, now) + " ago")
            .orElse("nothing sent yet"),
        trouble(channel, now),
        channel.counts().sentLastHour(),
        channel.counts().queued());
  }

  private static String word(ChannelSnapshot.State state) {
    return switch (state) {
      case IDLE -> "Idle";
      case DELIVERING -> "Delivering";
      case FAILING -> "Failing";
      case SUSPENDED -> "Suspended";
    };
  }

  private static String trouble(ChannelSnapshot channel, Instant now) {
    if (!channel.missing().isEmpty()) {
      return String.join("; ", channel.missing());
    }
    if (channel.state() == ChannelSnapshot.State.SUSPENDED) {
      return channel.counts().suppressed() + " not sent while suspended";
    }
    Optional<String> failure =
        channel
            .lastFailure()
            .filter(last -> channel.state() == ChannelSnapshot.State.FAILING)
            .map(last -> last.reason() + ", " + Wording.age(last.time(), now) + " ago");
    return failure.orElse(
        channel.counts().dropped() == 0 ? "" : channel.counts().dropped() + " given up");
  }
}
