// SPDX-License-Identifier: Apache-2.0
package dev.skopos.notify;

import static dev.skopos.notify.NotifyScene.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.alert.SourceAlerts;
import dev.skopos.model.Applied;
import dev.skopos.net.SecretReference;
import dev.skopos.net.TestHttpServer;
import dev.skopos.net.TestNetwork;
import dev.skopos.notify.ChannelSnapshot.State;
import dev.skopos.notify.channel.ChannelSettings;
import dev.skopos.notify.channel.Channels;
import dev.skopos.notify.channel.TextSource;
import dev.skopos.schedule.SchedulerObserver;
import dev.skopos.schedule.VirtualThreadScheduler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** From an alert to a real server, in real time and with real threads. */
class WholeWayTest {

  private static final SecretReference URL = SecretReference.secret("shop", "hook", "url");

  @Test
  void anAlertReachesTheReceiverAfterAFailureAndNoSecretIsShown() {
    AtomicInteger requests = new AtomicInteger();
    try (TestNetwork network = TestNetwork.open();
        VirtualThreadScheduler scheduler =
            new VirtualThreadScheduler(
                "notify", 8, InstantSource.system(), SchedulerObserver.NONE);
        TestHttpServer server =
            TestHttpServer.start(
                exchange ->
                    exchange.answer(requests.incrementAndGet() == 1 ? 500 : 200, "s3cret"))) {
      String url = server.url("/s3cret").toString();
      Channels channels =
          new Channels(
              network.httpClient(),
              network.dialer(),
              _ -> Optional.of(url.getBytes(StandardCharsets.UTF_8)),
              InstantSource.system(),
              _ -> {});
      ChannelRegistry registry =
          new ChannelRegistry(channels, scheduler, new Random(7), new SimpleMeterRegistry(), 10);
      Notifier notifier =
          Notifier.open(
              NotifyOptions.usual("https://skopos.test"),
              registry,
              new LedgerInMemory(),
              scheduler,
              new Random(7));
      ChannelDefinition usual = RecordingChannels.definition(ONE);
      Applied applied =
          registry.apply(
              new ChannelDefinition(
                  ONE,
                  new ChannelSettings.Webhook(
                      ChannelSettings.Method.POST,
                      new TextSource.Referenced(URL),
                      List.of(),
                      Optional.empty(),
                      Optional.empty()),
                  false,
                  true,
                  usual.openTo(),
                  usual.attempts()));
      assertThat(applied).isEqualTo(Applied.ACCEPTED);
      notifier.accept(
          new SourceAlerts(
              NotifyScene.RULE,
              List.of(ONE),
              List.of(NotifyScene.firing("a")),
              scheduler.clock().instant(),
              "/"));
      await()
          .untilAsserted(
              () ->
                  assertThat(registry.snapshot(ONE).orElseThrow().state())
                      .isEqualTo(State.DELIVERING));
      ChannelSnapshot snapshot = registry.snapshot(ONE).orElseThrow();
      assertThat(snapshot.lastFailure().orElseThrow().code()).contains(500);
      assertThat(snapshot.toString()).doesNotContain("s3cret");
      assertThat(server.requests().getFirst().headers().get("idempotency-key"))
          .isEqualTo(server.requests().get(1).headers().get("idempotency-key"));
    }
  }
}
