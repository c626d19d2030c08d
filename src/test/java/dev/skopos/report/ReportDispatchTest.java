// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.ResourceId;
import dev.skopos.notify.AttemptPolicy;
import dev.skopos.notify.ChannelDefinition;
import dev.skopos.notify.ChannelRegistry;
import dev.skopos.notify.channel.Channel;
import dev.skopos.notify.channel.ChannelFactory;
import dev.skopos.notify.channel.ChannelSettings;
import dev.skopos.notify.channel.ReportMessage;
import dev.skopos.notify.channel.ReportMessage.Attachment;
import dev.skopos.notify.channel.ReportMessage.Fact;
import dev.skopos.notify.channel.SendResult;
import dev.skopos.report.ReportDelivery.State;
import dev.skopos.schedule.ManualScheduler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportDispatchTest {

  private static final Instant START = Instant.parse("2026-10-01T06:00:00Z");
  private static final ResourceId CHECKOUT =
      new ResourceId("ServiceLevelObjective", "shop", "checkout");
  private static final ResourceId MAIL = new ResourceId("NotificationChannel", "shop", "mail");
  private static final ResourceId OPS = new ResourceId("NotificationChannel", "ops", "mail");
  private static final UUID ID = UUID.fromString("0b6f3a52-8f0e-3b7e-9a52-7f2f9d7f6a11");
  private static final SendResult TAKEN = new SendResult.Delivered();

  private ManualScheduler scheduler = new ManualScheduler(START);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ReportsInMemory records = new ReportsInMemory();
  private final List<ReportMessage> sent = new ArrayList<>();
  private SendResult answer = TAKEN;
  private Runnable whileSending = () -> {};
  private ChannelRegistry channels = channels();
  private ReportDispatch dispatch = dispatch();

  private ChannelRegistry channels() {
    ChannelFactory factory =
        new ChannelFactory() {
          @Override
          public Channel open(ChannelSettings settings) {
            return (message, _) -> {
              sent.add((ReportMessage) message);
              whileSending.run();
              return answer;
            };
          }

          @Override
          public List<String> missing(ChannelSettings settings) {
            return List.of();
          }
        };
    return new ChannelRegistry(
        factory, scheduler, new Random(7), meters, ChannelRegistry.QUEUE_BOUND);
  }

  private ReportDispatch dispatch() {
    return new ReportDispatch(
        records,
        records,
        channels,
        scheduler.clock(),
        "https://skopos.test",
        new SimpleMeterRegistry());
  }

  private void channel(ResourceId id, boolean suspend) {
    channels.apply(
        new ChannelDefinition(
            id,
            new ChannelSettings.Console(),
            suspend,
            true,
            ChannelDefinition.OpenTo.OWN_NAMESPACE,
            AttemptPolicy.USUAL));
  }

  private void keep(UUID id, ResourceId... to) throws IOException {
    Instant from = Instant.parse("2026-09-01T00:00:00Z");
    records.save(
        new ReportRecord(
            id,
            CHECKOUT,
            "monthly",
            "shop/checkout, 2026-09: met",
            List.of(new Fact("Target", "99 %, met")),
            from,
            START,
            scheduler.clock().instant(),
            List.of(ReportFormat.CSV)),
        Map.of(ReportFormat.JSON, "{}", ReportFormat.CSV, "a,b\r\n"),
        List.of(to));
  }

  /** As the operator does it: a look each ten seconds. */
  private void pass(Duration time) {
    Instant end = scheduler.clock().instant().plus(time);
    do {
      dispatch.look();
      scheduler.advance(Duration.ofSeconds(10));
    } while (scheduler.clock().instant().isBefore(end));
  }

  private ReportDelivery only() throws IOException {
    List<ReportDelivery> all = records.of(List.of(ID));
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private double counted(String outcome) {
    return meters
        .get("skopos.notifications")
        .tags("channel", "mail", "namespace", "shop", "outcome", outcome)
        .counter()
        .count();
  }

  @Test
  void aKeptReportIsDeliveredOnceWithAllThatAChannelNeeds() throws IOException {
    channel(MAIL, false);
    keep(ID, MAIL);

    pass(Duration.ofMinutes(20));

    assertThat(sent).hasSize(1);
    ReportMessage message = sent.getFirst();
    assertThat(message.title()).isEqualTo("shop/checkout, 2026-09: met");
    assertThat(message.receiver()).isEqualTo("mail");
    assertThat(message.url()).isEqualTo("https://skopos.test/api/skopos/v1/reports/" + ID);
    assertThat(message.json()).isEqualTo("{}");
    assertThat(message.attachments())
        .containsExactly(
            new Attachment(
                "shop-checkout-2026-09-met.csv",
                "text/csv;charset=UTF-8;header=present",
                "a,b\r\n"));
    assertThat(only().state()).isEqualTo(State.DELIVERED);
    assertThat(only().at()).isEqualTo(START);
    assertThat(counted("delivered")).isEqualTo(1);
  }

  @Test
  void aChannelThatIsDownGetsItWhenItIsUpUnderTheSameKey() throws IOException {
    channel(MAIL, false);
    answer = SendResult.Failed.of(SendResult.Kind.NETWORK, "connection refused");
    keep(ID, MAIL);
    pass(Duration.ofHours(2));
    assertThat(only().state()).isEqualTo(State.WAITING);
    assertThat(only().reason()).isEqualTo("connection refused");
    assertThat(counted("failed")).isZero();

    answer = TAKEN;
    pass(Duration.ofMinutes(6));

    assertThat(only().state()).isEqualTo(State.DELIVERED);
    assertThat(sent.stream().map(ReportMessage::key).distinct()).hasSize(1);
    int attempts = sent.size();
    pass(Duration.ofHours(1));
    assertThat(sent).hasSize(attempts);
  }

  @Test
  void aRefusalIsTriedAgainEachFiveMinutes() throws IOException {
    channel(MAIL, false);
    answer = SendResult.Failed.of(SendResult.Kind.REJECTED, "answered 400");
    keep(ID, MAIL);

    pass(Duration.ofMinutes(11));

    assertThat(sent).hasSize(3);
  }

  @Test
  void whatWasInFlightAtAKillIsDeliveredAfterwardsUnderTheSameKey() throws IOException {
    channel(MAIL, false);
    answer = SendResult.Failed.of(SendResult.Kind.NETWORK, "connection refused");
    keep(ID, MAIL);
    pass(Duration.ofSeconds(10));

    sent.subList(1, sent.size()).clear();
    answer = TAKEN;
    scheduler = new ManualScheduler(scheduler.clock().instant());
    channels = channels();
    dispatch = dispatch();
    channel(MAIL, false);
    pass(Duration.ofSeconds(10));

    assertThat(only().state()).isEqualTo(State.DELIVERED);
    assertThat(sent).hasSize(2);
    assertThat(sent.getLast().key()).isEqualTo(sent.getFirst().key());
  }

  @Test
  void recordsThatAreAwayAtTheEndCauseNoRepetition() throws IOException {
    channel(MAIL, false);
    keep(ID, MAIL);
    whileSending = () -> records.away = true;
    pass(Duration.ofMinutes(1));
    assertThat(sent).hasSize(1);

    records.away = false;
    pass(Duration.ofHours(1));

    assertThat(sent).hasSize(1);
    assertThat(only().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void aMissingChannelIsSaidAndGetsItWhenItIsThere() throws IOException {
    keep(ID, MAIL);
    pass(Duration.ofMinutes(1));
    assertThat(only().reason()).isEqualTo("the channel does not exist or was never valid");

    channel(MAIL, false);
    pass(Duration.ofSeconds(10));

    assertThat(only().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void aChannelOfAnotherNamespaceHasToTakeIt() throws IOException {
    channel(OPS, false);
    keep(ID, OPS);

    pass(Duration.ofMinutes(1));

    assertThat(sent).isEmpty();
    assertThat(only().reason()).isEqualTo("the channel takes nothing of that namespace");
  }

  @Test
  void aSuspendedChannelCountsItOnceAndGetsItAfterwards() throws IOException {
    channel(MAIL, true);
    keep(ID, MAIL);
    pass(Duration.ofHours(1));
    assertThat(sent).isEmpty();
    assertThat(counted("suppressed")).isEqualTo(1);

    channel(MAIL, false);
    pass(Duration.ofSeconds(10));

    assertThat(only().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void aChannelThatIsSuspendedOrGoneWhileItWaitsLosesNothing() throws IOException {
    channel(MAIL, false);
    answer = SendResult.Failed.of(SendResult.Kind.NETWORK, "connection refused");
    keep(ID, MAIL);
    pass(Duration.ofSeconds(10));
    channel(MAIL, true);
    pass(Duration.ofMinutes(6));
    channel(MAIL, false);
    pass(Duration.ofSeconds(10));
    channels.retainOnly(Set.of());
    pass(Duration.ofMinutes(6));

    answer = TAKEN;
    channel(MAIL, false);
    pass(Duration.ofSeconds(10));

    assertThat(only().state()).isEqualTo(State.DELIVERED);
  }

  @Test
  void afterSevenDaysItIsGivenUpAndSaid() throws IOException {
    channel(MAIL, true);
    keep(ID, MAIL);
    dispatch.look();
    scheduler.advance(ReportDispatch.LONGEST);
    dispatch.look();
    assertThat(only().state()).isEqualTo(State.WAITING);

    scheduler.advance(Duration.ofSeconds(10));
    dispatch.look();

    assertThat(only().state()).isEqualTo(State.GIVEN_UP);
    assertThat(only().reason()).isEqualTo("not delivered within 7 days: the channel is suspended");
    assertThat(counted("failed")).isEqualTo(1);
    assertThat(records.find(ID)).isPresent();
  }

  @Test
  void onlySomeAreInTheQueueOfAChannelAtATime() throws IOException {
    channel(MAIL, false);
    for (int i = 0; i < 25; i++) {
      keep(new UUID(0, i), MAIL);
    }

    dispatch.look();
    assertThat(channels.snapshot(MAIL).orElseThrow().counts().queued()).isEqualTo(10);
    pass(Duration.ofSeconds(30));

    assertThat(sent.stream().map(ReportMessage::key).distinct()).hasSize(25);
    assertThat(sent).hasSize(25);
  }

  @Test
  void aReportThatIsMadeAgainIsDeliveredAgainUnderAnotherKey() throws IOException {
    channel(MAIL, false);
    keep(ID, MAIL);
    pass(Duration.ofSeconds(10));
    keep(ID, MAIL);
    pass(Duration.ofSeconds(10));

    assertThat(sent.stream().map(ReportMessage::key).distinct()).hasSize(2);
  }
}
