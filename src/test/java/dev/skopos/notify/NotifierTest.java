// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import static dev.skopos.notify.NotifyScene.ONE;
import static dev.skopos.notify.NotifyScene.OTHER_RULE;
import static dev.skopos.notify.NotifyScene.RULE;
import static dev.skopos.notify.NotifyScene.START;
import static dev.skopos.notify.NotifyScene.TWO;
import static dev.skopos.notify.NotifyScene.firing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.alert.Alert;
import dev.skopos.alert.AlertState;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NotifierTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final NotifyScene scene = NotifyScene.with(ONE, TWO);

  @Test
  void aFiringAlertIsToldAtOnceAndOnce() {
    scene.alerts(firing("a"));
    scene.alerts(firing("a"));
    scene.pass(Duration.ofHours(1));
    scene.alerts(firing("a"));
    assertThat(scene.channels.summaries()).containsExactly("one 1 firing 0 resolved");
    assertThat(scene.channels.sent.getFirst().at()).isEqualTo(START);
  }

  @Test
  void aChangeWaitsExactlyForTheEndOfTheGroupInterval() {
    scene.alerts(firing("a"));
    scene.pass(MINUTE);
    scene.alerts(firing("a"), firing("b"));
    scene.pass(Duration.ofMinutes(10));
    assertThat(scene.channels.summaries())
        .containsExactly("one 1 firing 0 resolved", "one 2 firing 0 resolved");
    assertThat(scene.channels.sent.get(1).at()).isEqualTo(START.plus(Duration.ofMinutes(5)));
  }

  @Test
  void aChangeAfterTheGroupIntervalIsToldAtOnce() {
    scene.alerts(firing("a"));
    scene.pass(Duration.ofMinutes(7));
    scene.alerts(scene.resolved("a"));
    assertThat(scene.channels.summaries())
        .containsExactly("one 1 firing 0 resolved", "one 0 firing 1 resolved");
    assertThat(scene.channels.sent.get(1).at()).isEqualTo(START.plus(Duration.ofMinutes(7)));
    assertThat(scene.channels.sent.get(1).notification().key())
        .isNotEqualTo(scene.channels.sent.get(0).notification().key());
  }

  @Test
  void anUnchangedGroupIsToldAgainAfterTheRepeatInterval() {
    scene.alerts(firing("a"));
    scene.pass(Duration.ofHours(9));
    assertThat(scene.channels.summaries()).hasSize(3);
    assertThat(scene.channels.sent.get(2).at()).isEqualTo(START.plus(Duration.ofHours(8)));
  }

  @Test
  void anAlertThatVanishesCountsAsResolved() {
    scene.alerts(firing("a"), firing("b"));
    scene.pass(Duration.ofMinutes(6));
    scene.alerts(firing("b"));
    assertThat(scene.channels.summaries().getLast()).isEqualTo("one 1 firing 1 resolved");
    assertThat(scene.channels.sent.getLast().notification().resolved().getFirst().endsAt())
        .isEqualTo(scene.now());
  }

  /** A message shows 500; what it leaves out is told of and ends all the same. */
  @Test
  void ofAlertsBeyondThoseThatAMessageShowsEachIsToldAndEndsOnce() {
    Alert[] firing = IntStream.range(0, 1_200).mapToObj(n -> firing("i" + n)).toArray(Alert[]::new);
    scene.alerts(firing);
    scene.pass(Duration.ofMinutes(6));
    scene.alerts(Arrays.copyOf(firing, 600));
    scene.pass(Duration.ofMinutes(6));
    scene.alerts(
        IntStream.range(0, 1_200).mapToObj(n -> scene.resolved("i" + n)).toArray(Alert[]::new));
    scene.pass(Duration.ofHours(9));
    scene.alerts();
    scene.pass(Duration.ofHours(9));

    assertThat(scene.channels.summaries())
        .containsExactly(
            "one 1200 firing 0 resolved",
            "one 600 firing 600 resolved",
            "one 0 firing 600 resolved");
    assertThat(scene.ledger.load()).isEmpty();
  }

  @Test
  void anAlertThatEndsBeforeItWasToldIsNotTold() {
    scene.alerts(firing("a"));
    scene.pass(MINUTE);
    scene.alerts(firing("a"), firing("b"));
    scene.pass(MINUTE);
    scene.alerts(firing("a"), scene.resolved("b"));
    scene.pass(Duration.ofHours(1));
    assertThat(scene.channels.summaries()).containsExactly("one 1 firing 0 resolved");
  }

  @Test
  void pendingAlertsAreNotTold() {
    Alert pending =
        Alert.of(
            Labels.of("alertname", "Disk"),
            Map.of(),
            Severity.INFO,
            new AlertState.Pending(),
            START,
            1);
    scene.alerts(pending);
    scene.pass(Duration.ofHours(1));
    assertThat(scene.channels.sent).isEmpty();
  }

  @Test
  void aChannelThatDoesNotWantToHearOfEndsHearsOnlyOfWhatFires() {
    scene.registry.apply(
        new ChannelDefinition(
            ONE,
            RecordingChannels.definition(ONE).settings(),
            false,
            false,
            ChannelDefinition.OpenTo.OWN_NAMESPACE,
            AttemptPolicy.USUAL));
    scene.alerts(firing("a"));
    scene.pass(Duration.ofMinutes(6));
    scene.alerts(scene.resolved("a"));
    scene.pass(Duration.ofMinutes(6));
    scene.alerts(firing("a"));
    assertThat(scene.channels.summaries())
        .containsExactly("one 1 firing 0 resolved", "one 1 firing 0 resolved");
  }

  @Test
  void sourcesAreGroupsOfTheirOwn() {
    scene.alerts(firing("a"));
    scene.pass(MINUTE);
    scene.from(OTHER_RULE, List.of(ONE, TWO), firing("a"));
    assertThat(scene.channels.summaries())
        .containsExactlyInAnyOrder(
            "one 1 firing 0 resolved", "one 1 firing 0 resolved", "two 1 firing 0 resolved");
  }

  @Test
  void afterReRoutingTheOldChannelGetsTheEnd() {
    scene.alerts(firing("a"));
    scene.pass(Duration.ofMinutes(6));
    scene.from(RULE, List.of(TWO), firing("a"));
    assertThat(scene.channels.summaries())
        .containsExactlyInAnyOrder(
            "one 1 firing 0 resolved", "two 1 firing 0 resolved", "one 0 firing 1 resolved");
    scene.pass(Duration.ofHours(1));
    assertThat(scene.ledger.load()).hasSize(1);
  }

  @Test
  void aMissingChannelIsCountedAndToldWhenItAppears() {
    ResourceId late = new ResourceId("NotificationChannel", "shop", "late");
    scene.from(RULE, List.of(late), firing("a"));
    RoutingSnapshot routing = scene.notifier.routing(RULE, List.of(late));
    assertThat(routing.missing()).containsExactly(late);
    assertThat(routing.unrouted()).isEqualTo(1);
    scene.pass(Duration.ofMinutes(10));
    scene.registry.apply(RecordingChannels.definition(late));
    scene.pass(Duration.ZERO);
    assertThat(scene.channels.summaries()).containsExactly("late 1 firing 0 resolved");
    assertThat(scene.notifier.routing(RULE, List.of(late)))
        .isEqualTo(new RoutingSnapshot(RULE, List.of(late), List.of(), List.of(), 0));
  }

  @Test
  void aChannelOfAnotherNamespaceMustBeOpenToAll() {
    ResourceId foreign = new ResourceId("NotificationChannel", "ops", "pager");
    ChannelDefinition own = RecordingChannels.definition(foreign);
    scene.registry.apply(own);
    scene.from(RULE, List.of(foreign), firing("a"));
    assertThat(scene.notifier.routing(RULE, List.of(foreign)).refused()).containsExactly(foreign);
    assertThat(scene.channels.sent).isEmpty();
    scene.registry.apply(
        new ChannelDefinition(
            foreign,
            own.settings(),
            false,
            true,
            ChannelDefinition.OpenTo.ALL_NAMESPACES,
            own.attempts()));
    scene.pass(Duration.ZERO);
    assertThat(scene.channels.summaries()).containsExactly("pager 1 firing 0 resolved");
  }

  @Test
  void alertsWithoutChannelGoToTheDefaultChannelOrAreCounted() {
    scene.from(RULE, List.of(), firing("a"), firing("b"));
    assertThat(scene.notifier.routing(RULE, List.of()).unrouted()).isEqualTo(2);
    assertThat(scene.channels.sent).isEmpty();

    NotifyScene other = new NotifyScene(new LedgerInMemory(), Optional.of(ONE), 10);
    assertThat(other.notifier.routing(RULE, List.of()).missing()).containsExactly(ONE);
    other.registry.apply(RecordingChannels.definition(ONE));
    other.from(RULE, List.of(), firing("a"));
    assertThat(other.channels.summaries()).containsExactly("one 1 firing 0 resolved");
    assertThat(other.notifier.routing(RULE, List.of()))
        .isEqualTo(new RoutingSnapshot(RULE, List.of(ONE), List.of(), List.of(), 0));
  }

  @Test
  void aChannelThatIsDeletedAndMadeAgainIsToldAnew() {
    scene.alerts(firing("a"));
    scene.registry.retainOnly(Set.of(TWO));
    assertThat(scene.ledger.load()).isEmpty();
    scene.registry.apply(RecordingChannels.definition(ONE));
    scene.pass(Duration.ZERO);
    assertThat(scene.channels.summaries())
        .containsExactly("one 1 firing 0 resolved", "one 1 firing 0 resolved");
  }

  @Test
  void nothingIsLeftWhenEverythingIsOver() {
    scene.alerts(firing("a"));
    scene.pass(Duration.ofMinutes(6));
    scene.alerts();
    scene.pass(Duration.ofMinutes(6));
    assertThat(scene.ledger.load()).isEmpty();
    assertThat(scene.scheduler.planned()).isZero();
  }

  @Test
  void theLinkAndTheGroupAreThoseOfTheSource() {
    scene.alerts(firing("a"));
    var notification = scene.channels.sent.getFirst().notification();
    assertThat(notification.alerts().getFirst().generatorUrl())
        .isEqualTo("https://skopos.test/ui/rules/shop/disk");
    assertThat(notification.groupKey()).isEqualTo("{}:{source=\"AlertRule shop/disk\"}");
    assertThat(notification.groupLabels()).containsExactly(Map.entry("alertname", "Disk"));
  }
}
