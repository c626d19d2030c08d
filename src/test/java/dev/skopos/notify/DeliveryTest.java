// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import static dev.skopos.notify.NotifyScene.ONE;
import static dev.skopos.notify.NotifyScene.OTHER_RULE;
import static dev.skopos.notify.NotifyScene.RULE;
import static dev.skopos.notify.NotifyScene.START;
import static dev.skopos.notify.NotifyScene.TWO;
import static dev.skopos.notify.NotifyScene.firing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.ResourceId;
import dev.skopos.notify.ChannelSnapshot.State;
import dev.skopos.notify.channel.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  private static final SendResult DOWN =
      SendResult.Failed.of(SendResult.Kind.NETWORK, "connection refused");
  private static final SendResult NO =
      new SendResult.Failed(
          SendResult.Kind.REJECTED, "answered 400", Optional.of(400), Optional.empty());

  private final NotifyScene scene = NotifyScene.with(ONE, TWO);

  private double counted(String outcome) {
    return scene
        .meters
        .get("skopos.notifications")
        .tags("channel", "one", "namespace", "shop", "outcome", outcome)
        .counter()
        .count();
  }

  private static ChannelDefinition suspended(ResourceId id) {
    ChannelDefinition usual = RecordingChannels.definition(id);
    return new ChannelDefinition(
        id, usual.settings(), true, true, usual.openTo(), usual.attempts());
  }

  @Test
  void aFailedAttemptIsRepeatedUnderTheSameKeyUntilItSucceeds() {
    scene.channels.answer(ONE, DOWN);
    scene.channels.answer(ONE, DOWN);
    scene.alerts(firing("a"));
    assertThat(scene.snapshot(ONE).state()).isEqualTo(State.FAILING);
    assertThat(scene.snapshot(ONE).lastFailure().orElseThrow().reason())
        .isEqualTo("connection refused");
    assertThat(scene.snapshot(ONE).counts().queued()).isEqualTo(1);
    scene.pass(Duration.ofMinutes(1));
    assertThat(scene.channels.sent).hasSize(3);
    assertThat(scene.channels.sent.stream().map(sent -> sent.notification().key()).distinct())
        .hasSize(1);
    assertThat(scene.snapshot(ONE).state()).isEqualTo(State.DELIVERING);
    assertThat(scene.snapshot(ONE).counts().sentLastHour()).isEqualTo(1);
    assertThat(counted("delivered")).isEqualTo(1);
    assertThat(
            scene
                .meters
                .get("skopos.notification.failures")
                .tag("reason", "network")
                .counter()
                .count())
        .isEqualTo(2);
  }

  @Test
  void itIsGivenUpAfterTheLongestTimeAndToldAnewSinceItStillFires() {
    scene.channels.alwaysAnswer(ONE, DOWN);
    scene.alerts(firing("a"));
    scene.pass(Duration.ofMinutes(14));
    assertThat(scene.channels.sent.stream().map(sent -> sent.notification().key()).distinct())
        .hasSize(1);
    scene.pass(Duration.ofMinutes(2));
    assertThat(scene.channels.sent.stream().map(sent -> sent.notification().key()).distinct())
        .hasSize(2);
    assertThat(scene.snapshot(ONE).counts().dropped()).isEqualTo(1);
    assertThat(counted("failed")).isEqualTo(1);
    scene.channels.alwaysAnswer(ONE, new SendResult.Delivered());
    scene.pass(Duration.ofMinutes(2));
    assertThat(scene.snapshot(ONE).state()).isEqualTo(State.DELIVERING);
  }

  @Test
  void aRefusalIsNotRepeatedBeforeTheGroupIntervalIsOver() {
    scene.channels.answer(ONE, NO);
    scene.alerts(firing("a"));
    scene.pass(Duration.ofMinutes(4));
    assertThat(scene.channels.sent).hasSize(1);
    assertThat(scene.snapshot(ONE).lastFailure().orElseThrow().code()).contains(400);
    scene.pass(Duration.ofMinutes(2));
    assertThat(scene.channels.summaries())
        .containsExactly("one 1 firing 0 resolved", "one 1 firing 0 resolved");
    assertThat(scene.channels.sent.get(1).at()).isEqualTo(START.plus(Duration.ofMinutes(5)));
  }

  @Test
  void anEndThatDidNotArriveIsToldAgain() {
    scene.alerts(firing("a"));
    scene.pass(Duration.ofMinutes(6));
    scene.channels.answer(ONE, NO);
    scene.alerts();
    scene.pass(Duration.ofMinutes(6));
    assertThat(scene.channels.summaries())
        .containsExactly(
            "one 1 firing 0 resolved", "one 0 firing 1 resolved", "one 0 firing 1 resolved");
  }

  @Test
  void theReceiverSaysHowLongToWaitAndTheWholeChannelDoes() {
    scene.channels.answer(
        ONE,
        new SendResult.Failed(
            SendResult.Kind.RATE_LIMITED,
            "answered 429",
            Optional.of(429),
            Optional.of(Duration.ofSeconds(90))));
    scene.alerts(firing("a"));
    scene.from(OTHER_RULE, List.of(ONE), firing("b"));
    scene.pass(Duration.ofMinutes(5));
    List<Instant> times = scene.channels.sent.stream().map(sent -> sent.at()).toList();
    assertThat(times).containsExactly(START, START.plusSeconds(90), START.plusSeconds(90));
  }

  @Test
  void aDeadChannelDelaysNoOther() {
    scene.channels.alwaysAnswer(ONE, DOWN);
    scene.from(RULE, List.of(ONE, TWO), firing("a"));
    assertThat(scene.channels.summaries()).contains("two 1 firing 0 resolved");
    assertThat(scene.snapshot(TWO).state()).isEqualTo(State.DELIVERING);
  }

  @Test
  void aNotificationThatIsRetriedHoldsBackOnlyItsOwnGroup() {
    scene.channels.answer(ONE, DOWN);
    scene.alerts(firing("a"));
    scene.from(OTHER_RULE, List.of(ONE), firing("b"));
    assertThat(scene.channels.sent).hasSize(2);
    assertThat(scene.snapshot(ONE).counts().queued()).isEqualTo(1);
  }

  @Test
  void aFullQueueDropsTheOldestAndSaysSo() {
    NotifyScene small = new NotifyScene(new LedgerInMemory(), Optional.empty(), 2);
    small.registry.apply(RecordingChannels.definition(ONE));
    small.channels.alwaysAnswer(ONE, DOWN);
    for (int i = 0; i < 4; i++) {
      small.from(new ResourceId("AlertRule", "shop", "r" + i), List.of(ONE), firing("a"));
    }
    assertThat(small.snapshot(ONE).counts().queued()).isEqualTo(2);
    assertThat(small.snapshot(ONE).counts().dropped()).isEqualTo(2);
  }

  @Test
  void aSuspendedChannelCountsWhatItIsNotTold() {
    scene.registry.apply(suspended(ONE));
    scene.alerts(firing("a"));
    scene.alerts(firing("a"));
    scene.pass(Duration.ofHours(10));
    scene.alerts(firing("a"), firing("b"));
    assertThat(scene.channels.sent).isEmpty();
    assertThat(scene.snapshot(ONE).state()).isEqualTo(State.SUSPENDED);
    assertThat(scene.snapshot(ONE).counts().suppressed()).isEqualTo(2);
    assertThat(counted("suppressed")).isEqualTo(2);

    scene.registry.apply(RecordingChannels.definition(ONE));
    scene.pass(Duration.ZERO);
    assertThat(scene.channels.summaries()).containsExactly("one 2 firing 0 resolved");
    assertThat(scene.snapshot(ONE).counts().suppressed()).isZero();
  }

  @Test
  void anEndDuringASuspensionIsToldAfterIt() {
    scene.alerts(firing("a"));
    scene.registry.apply(suspended(ONE));
    scene.pass(Duration.ofMinutes(6));
    scene.alerts();
    assertThat(scene.channels.sent).hasSize(1);
    scene.registry.apply(RecordingChannels.definition(ONE));
    scene.pass(Duration.ZERO);
    assertThat(scene.channels.summaries().getLast()).isEqualTo("one 0 firing 1 resolved");
  }

  @Test
  void whatWaitsWhenAChannelIsSuspendedIsCountedToo() {
    scene.channels.alwaysAnswer(ONE, DOWN);
    scene.alerts(firing("a"));
    scene.pass(Duration.ofMinutes(6));
    scene.registry.apply(suspended(ONE));
    int attempts = scene.channels.sent.size();
    scene.pass(Duration.ofHours(1));
    assertThat(scene.channels.sent).hasSize(attempts);
    assertThat(scene.snapshot(ONE).counts().queued()).isZero();
    assertThat(scene.snapshot(ONE).counts().suppressed()).isEqualTo(1);
  }

  @Test
  void aMissingSecretIsTriedEachSecond() {
    scene.channels.missing.add("key \"url\" of Secret shop/hook does not exist");
    scene.channels.alwaysAnswer(
        ONE, SendResult.Failed.of(SendResult.Kind.UNUSABLE_REFERENCE, "does not exist"));
    scene.alerts(firing("a"));
    scene.pass(Duration.ofMinutes(2));
    assertThat(scene.snapshot(ONE).missing()).hasSize(1);
    scene.channels.alwaysAnswer(ONE, new SendResult.Delivered());
    scene.pass(Duration.ofSeconds(1));
    assertThat(scene.snapshot(ONE).state()).isEqualTo(State.DELIVERING);
  }

  @Test
  void aCorrectedDefinitionIsTriedAtOnce() {
    scene.channels.alwaysAnswer(ONE, DOWN);
    scene.alerts(firing("a"));
    scene.pass(Duration.ofMinutes(4));
    scene.channels.alwaysAnswer(ONE, new SendResult.Delivered());
    ChannelDefinition usual = RecordingChannels.definition(ONE);
    scene.registry.apply(
        new ChannelDefinition(
            ONE,
            usual.settings(),
            false,
            true,
            usual.openTo(),
            new AttemptPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1))));
    scene.pass(Duration.ZERO);
    assertThat(scene.snapshot(ONE).state()).isEqualTo(State.DELIVERING);
  }
}
