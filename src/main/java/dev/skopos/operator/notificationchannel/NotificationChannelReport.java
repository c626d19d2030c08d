// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.notificationchannel;

import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.Condition.Status;
import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannel;
import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannelStatus;
import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannelStatus.Failure;
import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannelStatus.Kind;
import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannelStatus.State;
import dev.skopos.api.v1alpha1.notificationchannel.NotificationChannelStatus.TestSend;
import dev.skopos.kube.ClusterEvent;
import dev.skopos.notify.ChannelSnapshot;
import dev.skopos.notify.channel.ChannelSettings;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Conditions;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusValues;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the status of a NotificationChannel; pure but for its clock. */
final class NotificationChannelReport {

  private static final String DELIVERING = "Delivering";

  /** Reasons of the condition that only channels have. */
  enum Reason {
    NOTHING_SENT_YET("NothingSentYet"),
    DELIVERED("Delivered"),
    DELIVERY_FAILED("DeliveryFailed"),
    SUSPENDED("Suspended");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  private final InstantSource clock;

  NotificationChannelReport(InstantSource clock) {
    this.clock = clock;
  }

  NotificationChannelStatus status(
      NotificationChannel resource, Standing standing, Optional<ChannelSnapshot> snapshot) {
    ChannelSnapshot channel = snapshot.orElse(null);
    Long generation = resource.getMetadata().getGeneration();
    List<Condition> conditions = conditions(resource, standing, snapshot);
    if (channel == null) {
      return new NotificationChannelStatus(
          generation,
          standing.acceptedGeneration(),
          State.UNKNOWN,
          conditions,
          standing.handledTriggers(),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }
    return new NotificationChannelStatus(
        generation,
        standing.acceptedGeneration(),
        State.valueOf(channel.state().name()),
        conditions,
        standing.handledTriggers(),
        kind(channel.definition().settings()),
        lastSuccess(resource, channel),
        lastFailure(resource, channel),
        channel.counts().sentLastHour(),
        channel.counts().queued(),
        channel.counts().suppressed(),
        channel.counts().dropped(),
        lastTest(resource, channel));
  }

  private List<Condition> conditions(
      NotificationChannel resource, Standing standing, Optional<ChannelSnapshot> snapshot) {
    Conditions conditions =
        new Conditions(
            before(resource).map(NotificationChannelStatus::conditions).orElse(List.of()),
            Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L),
            clock.instant());
    boolean suspended = snapshot.filter(channel -> channel.definition().suspend()).isPresent();
    conditions.setResource(standing, suspended);
    snapshot.ifPresent(channel -> setDelivering(conditions, channel));
    return conditions.list();
  }

  static Optional<NotificationChannelStatus> before(NotificationChannel resource) {
    return Optional.ofNullable(resource.getStatus());
  }

  private static void setDelivering(Conditions conditions, ChannelSnapshot channel) {
    switch (channel.state()) {
      case IDLE ->
          conditions.set(
              DELIVERING,
              Status.UNKNOWN,
              Reason.NOTHING_SENT_YET.word(),
              "nothing had to be sent since the operator started");
      case DELIVERING ->
          conditions.set(
              DELIVERING, Status.TRUE, Reason.DELIVERED.word(), "the newest delivery succeeded");
      case FAILING ->
          conditions.set(
              DELIVERING, Status.FALSE, Reason.DELIVERY_FAILED.word(), failureMessage(channel));
      case SUSPENDED ->
          conditions.set(
              DELIVERING,
              Status.FALSE,
              Reason.SUSPENDED.word(),
              "suspended; not sent since: " + channel.counts().suppressed());
    }
  }

  private static String failureMessage(ChannelSnapshot channel) {
    String reason =
        channel.lastFailure().map(ChannelSnapshot.Failure::reason).orElse("the delivery failed");
    return "%s; waiting: %d, given up: %d"
        .formatted(reason, channel.counts().queued(), channel.counts().dropped());
  }

  private static Failure failure(ChannelSnapshot.Failure failure) {
    return new Failure(
        Objects.requireNonNull(StatusValues.time(failure.time())),
        failure.reason(),
        failure.code().orElse(null));
  }

  /** After a restart, which forgets it, the one that the status has. */
  private static @Nullable Instant lastSuccess(
      NotificationChannel resource, ChannelSnapshot channel) {
    return channel
        .lastSuccess()
        .map(StatusValues::time)
        .or(() -> before(resource).map(NotificationChannelStatus::lastSuccess))
        .orElse(null);
  }

  /** After a restart, which forgets it, the one that the status has. */
  private static @Nullable Failure lastFailure(
      NotificationChannel resource, ChannelSnapshot channel) {
    return channel
        .lastFailure()
        .map(NotificationChannelReport::failure)
        .or(() -> before(resource).map(NotificationChannelStatus::lastFailure))
        .orElse(null);
  }

  /** After a restart, which forgets it, the one that the status has if it ended. */
  private static @Nullable TestSend lastTest(
      NotificationChannel resource, ChannelSnapshot channel) {
    return channel
        .lastTest()
        .map(NotificationChannelReport::test)
        .or(
            () ->
                before(resource)
                    .map(NotificationChannelStatus::lastTest)
                    .filter(test -> test.time() != null))
        .orElse(null);
  }

  private static TestSend test(ChannelSnapshot.TestSend test) {
    ChannelSnapshot.TestResult result = test.result().orElse(null);
    if (result == null) {
      return new TestSend(test.trigger(), null, null, null);
    }
    String message = result.message().isEmpty() ? null : result.message();
    return new TestSend(
        test.trigger(), StatusValues.time(result.time()), result.delivered(), message);
  }

  private static Kind kind(ChannelSettings settings) {
    return switch (settings) {
      case ChannelSettings.Webhook _ -> Kind.WEBHOOK;
      case ChannelSettings.Slack _ -> Kind.SLACK;
      case ChannelSettings.Email _ -> Kind.EMAIL;
      case ChannelSettings.Console _ -> Kind.CONSOLE;
    };
  }

  /** The status without what every delivery changes. */
  static NotificationChannelStatus material(NotificationChannelStatus status) {
    return new NotificationChannelStatus(
        status.observedGeneration(),
        status.acceptedGeneration(),
        status.state(),
        Conditions.material(status.conditions()),
        status.handledTriggers(),
        status.kind(),
        null,
        null,
        null,
        null,
        null,
        null,
        status.lastTest());
  }

  /** What to tell when the state became that of the status; a first success is no news. */
  static Optional<News> news(Optional<State> before, NotificationChannelStatus status) {
    return switch (Objects.requireNonNullElse(status.state(), State.UNKNOWN)) {
      case FAILING ->
          Optional.of(
              new News(ClusterEvent.Type.WARNING, Reason.DELIVERY_FAILED.word(), message(status)));
      case DELIVERING ->
          before.equals(Optional.of(State.FAILING))
              ? Optional.of(new News(ClusterEvent.Type.NORMAL, "Recovered", message(status)))
              : Optional.empty();
      case IDLE, UNKNOWN, SUSPENDED -> Optional.empty();
    };
  }

  private static String message(NotificationChannelStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(DELIVERING))
        .map(Condition::message)
        .findFirst()
        .orElse("");
  }
}
