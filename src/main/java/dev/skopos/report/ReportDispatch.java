// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.model.ResourceId;
import dev.skopos.notify.ChannelRegistry;
import dev.skopos.notify.DeliveryOutcome;
import dev.skopos.notify.Obstacle;
import dev.skopos.notify.channel.ReportMessage;
import dev.skopos.report.ReportDelivery.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Hands kept reports to their channels until each has them: at least once, under the same key, also
 * after a kill. What a channel cannot take waits, for {@link #LONGEST} at most; the report itself
 * stays kept. Thread-safe, but for {@link #look}, which is called by one thread at a time.
 */
public final class ReportDispatch {

  /** A report that is older is not delivered any more. */
  public static final Duration LONGEST = Duration.ofDays(7);

  private static final Logger LOG = Logger.getLogger(ReportDispatch.class);

  /** Between the end of a channel's own attempts and the next ones, as for groups of alerts. */
  private static final Duration WAIT = Duration.ofMinutes(5);

  /** Contents are in memory only while their channel's queue has them. */
  private static final int MOST_HANDED = 10;

  private static final int MOST_WAITING = 10_000;

  private final ReportRecords records;
  private final ReportOutbox outbox;
  private final ChannelRegistry channels;
  private final InstantSource clock;
  private final String externalUrl;
  private final Map<ReportDelivery.Key, Stage> stages = new ConcurrentHashMap<>();
  private final Counter givenUp;
  private volatile int undelivered;
  private boolean away;

  /** Where a delivery is between two looks. */
  private sealed interface Stage {

    /** In the queue of its channel. */
    record Handed(ResourceId channel) implements Stage {}

    /** It has an end that could not be kept yet; until it is, it is not handed over again. */
    record Ended(ReportDelivery result) implements Stage {}

    /** It is kept that it has an end, but perhaps a look that goes on does not know it. */
    record Kept() implements Stage {}

    /** There is no attempt before. */
    record Paused(Instant until) implements Stage {}
  }

  /**
   * Hands over nothing by itself.
   *
   * @param externalUrl stands before the paths of links, without a slash at its end
   */
  public ReportDispatch(
      ReportRecords records,
      ReportOutbox outbox,
      ChannelRegistry channels,
      InstantSource clock,
      String externalUrl,
      MeterRegistry meters) {
    this.records = records;
    this.outbox = outbox;
    this.channels = channels;
    this.clock = clock;
    this.externalUrl = externalUrl;
    Gauge.builder("skopos.reports.undelivered", () -> undelivered)
        .description("Reports that wait for a channel, once for each channel")
        .register(meters);
    givenUp =
        Counter.builder("skopos.reports.given.up")
            .description("Reports that did not reach a channel in time, once for each channel")
            .register(meters);
  }

  /** Hands over what can be. */
  public void look() {
    try {
      keepEnds();
      Set<ReportDelivery.Key> over = keys(Stage.Kept.class);
      List<ReportDelivery> waiting = outbox.waiting(MOST_WAITING);
      undelivered = waiting.size();
      over.forEach(stages::remove);
      forgetPausesBut(waiting);
      for (ReportDelivery delivery : waiting) {
        look(delivery, clock.instant());
      }
      away = false;
    } catch (IOException e) {
      if (!away) {
        LOG.warnf("Reports cannot be delivered: %s", e.getMessage());
      }
      away = true;
    }
  }

  private void keepEnds() throws IOException {
    for (Stage stage : stages.values()) {
      if (stage instanceof Stage.Ended(ReportDelivery result)) {
        keep(result);
      }
    }
  }

  private Set<ReportDelivery.Key> keys(Class<? extends Stage> kind) {
    return stages.entrySet().stream()
        .filter(entry -> kind.isInstance(entry.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Of reports that are gone, or were made again. */
  private void forgetPausesBut(List<ReportDelivery> waiting) {
    Set<ReportDelivery.Key> left = keys(Stage.Paused.class);
    waiting.forEach(delivery -> left.remove(delivery.key()));
    left.forEach(stages::remove);
  }

  private void look(ReportDelivery delivery, Instant now) throws IOException {
    boolean open =
        switch (stages.get(delivery.key())) {
          case null -> true;
          case Stage.Handed _, Stage.Ended _, Stage.Kept _ -> false;
          case Stage.Paused(Instant until) -> !until.isAfter(now);
        };
    if (!open) {
      return;
    }
    if (delivery.created().plus(LONGEST).isBefore(now)) {
      giveUp(delivery, now);
      return;
    }
    Optional<Obstacle> obstacle = channels.obstacle(delivery.channel(), delivery.source());
    if (obstacle.isPresent()) {
      hold(delivery, obstacle.get(), now);
    } else if (handed(delivery.channel()) < MOST_HANDED) {
      hand(delivery, now);
    }
  }

  private long handed(ResourceId channel) {
    return stages.values().stream()
        .filter(stage -> stage.equals(new Stage.Handed(channel)))
        .count();
  }

  private void giveUp(ReportDelivery delivery, Instant now) throws IOException {
    String why = "not delivered within %d days: %s".formatted(LONGEST.toDays(), delivery.reason());
    outbox.note(delivery.with(State.GIVEN_UP, now, why));
    givenUp.increment();
    channels.givenUp(delivery.channel(), "report of " + delivery.source() + ": " + why);
  }

  /** Noted once, so that people can see what it waits for. */
  private void hold(ReportDelivery delivery, Obstacle obstacle, Instant now) throws IOException {
    if (delivery.reason().equals(obstacle.text())) {
      return;
    }
    outbox.note(delivery.with(State.WAITING, now, obstacle.text()));
    if (obstacle == Obstacle.SUSPENDED) {
      channels.suppressed(delivery.channel(), "report of " + delivery.source());
    }
  }

  /** A report that cannot be read holds back no other. */
  private void hand(ReportDelivery delivery, Instant now) {
    try {
      message(delivery).ifPresent(message -> hand(delivery, message));
    } catch (IOException e) {
      stages.put(delivery.key(), new Stage.Paused(now.plus(WAIT)));
      LOG.warnf("A report of %s cannot be read: %s", delivery.source(), e.getMessage());
    }
  }

  private void hand(ReportDelivery delivery, ReportMessage message) {
    stages.put(delivery.key(), new Stage.Handed(delivery.channel()));
    channels.deliver(
        delivery.channel(), message, outcome -> ended(delivery, outcome, clock.instant()));
  }

  /** Empty: the report is not kept any more, and what was to be delivered of it goes with it. */
  private Optional<ReportMessage> message(ReportDelivery delivery) throws IOException {
    Optional<ReportRecord> found = records.find(delivery.report());
    Optional<String> json = records.content(delivery.report(), ReportFormat.JSON);
    if (found.isEmpty() || json.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(ReportMessages.of(delivery, found.get(), json.get(), records, externalUrl));
  }

  private void ended(ReportDelivery delivery, DeliveryOutcome outcome, Instant now) {
    ReportDelivery result =
        outcome.delivered()
            ? delivery.with(State.DELIVERED, now, "")
            : delivery.with(State.WAITING, now, outcome.reason());
    try {
      keep(result);
    } catch (IOException e) {
      stages.put(delivery.key(), new Stage.Ended(result));
      LOG.warnf(
          "It cannot be kept that a report of %s is %s: %s",
          delivery.source(), result.state().text(), e.getMessage());
    }
  }

  private void keep(ReportDelivery result) throws IOException {
    outbox.note(result);
    switch (result.state()) {
      case WAITING -> stages.put(result.key(), new Stage.Paused(result.at().plus(WAIT)));
      case DELIVERED, GIVEN_UP -> stages.put(result.key(), new Stage.Kept());
    }
  }
}
