// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.net.TestHttpServer;
import dev.skopos.net.TestNetwork;
import dev.skopos.net.TestServer;
import dev.skopos.net.http.HttpClient;
import dev.skopos.net.http.KeptConnections;
import dev.skopos.schedule.ManualScheduler;
import dev.skopos.scrape.ScrapeDefinition;
import dev.skopos.scrape.TargetSnapshot;
import dev.skopos.store.InMemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scrapes of servers that do what they like; each time, what comes is bounded and then let go. */
class ScrapeOverNetworkTest {

  private static final int BODY = 64 << 10;
  private static final int ALL = 256 << 10;

  private final TestNetwork network = TestNetwork.open();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final KeptConnections kept = KeptConnections.upTo(10, Duration.ofMinutes(5), timer);
  private final ManualScheduler scheduler =
      new ManualScheduler(Instant.parse("2026-01-01T00:00:00Z"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ScrapeMemory memory = new ScrapeMemory(ALL, meters);
  private final InMemoryStore store = new InMemoryStore();
  private final ScrapeRegistry registry =
      new ScrapeRegistry(
          new ScrapeRegistry.Schedulers(scheduler, scheduler),
          new HttpFetcher(
              new HttpClient(network.dialer(), "Skopos/test", kept), _ -> Optional.empty()),
          memory,
          _ -> List.of(),
          store,
          meters);

  @AfterEach
  void close() {
    registry.close();
    kept.close();
    timer.shutdownNow();
    network.close();
  }

  private TargetSnapshot scrape(TestHttpServer server, int bodyBytes, Duration timeout) {
    ScrapeDefinition usual = ScrapeLab.definition(ScrapeLab.target("127.0.0.1:" + server.port()));
    registry.apply(
        new ScrapeDefinition(
            usual.id(),
            usual.job(),
            new ScrapeDefinition.Schedule(ScrapeLab.INTERVAL, timeout),
            usual.request(),
            usual.selectors(),
            usual.rewriting(),
            new ScrapeDefinition.Limits(0, 0, 0, 0, bodyBytes, 10),
            false));
    scheduler.advance(ScrapeLab.INTERVAL);
    assertThat(memory.used()).isZero();
    return registry.snapshot(usual.id()).orElseThrow().targets().getFirst();
  }

  private void fails(TestHttpServer.Handler handler, int bodyBytes, String error) {
    try (TestHttpServer server = TestHttpServer.startKeeping(handler)) {
      TargetSnapshot target = scrape(server, bodyBytes, Duration.ofSeconds(10));

      assertThat(target.health()).isEqualTo(TargetSnapshot.Health.DOWN);
      assertThat(target.error()).isEqualTo(error);
      assertThat(kept.size()).isZero();
      assertThat(meters.counter("skopos.scrapes", "result", "failure").count()).isEqualTo(1);
    }
  }

  private static void endless(TestHttpServer.Exchange exchange) throws IOException {
    exchange.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    while (true) {
      exchange.raw("400\r\n%s\r\n".formatted("m 1\n".repeat(256)));
    }
  }

  @Test
  void anEndlessBodyIsCutOff() {
    fails(ScrapeOverNetworkTest::endless, BODY, "body size limit exceeded: more than 65536 bytes");
  }

  @Test
  void aBodyThatIsTooMuchForAllScrapesTogetherIsNotKept() {
    fails(
        ScrapeOverNetworkTest::endless,
        1 << 30,
        "the answers of all targets that are scraped now are larger than 262144 bytes together");
    assertThat(meters.counter("skopos.scrape.memory.exceeded").count()).isEqualTo(1);
  }

  @Test
  void aLengthThatIsAnnouncedTakesNoMemory() {
    fails(
        exchange -> {
          exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nm 1\n");
          throw new IOException("enough");
        },
        BODY,
        "connection closed by the peer in the middle of the body");
  }

  @Test
  void aBombIsCutOff() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
      for (int i = 0; i < 100; i++) {
        out.write("m 1\n".repeat(25_000).getBytes(StandardCharsets.US_ASCII));
      }
    }
    fails(
        exchange -> exchange.answer(200, bomb.toByteArray(), "Content-Encoding: gzip"),
        BODY,
        "body size limit exceeded: more than 65536 bytes");
  }

  @Test
  void whatIsNotCompressedAsItSaysIsRefused() {
    fails(
        exchange -> exchange.answer(200, "m 1\n", "Content-Encoding: gzip"),
        BODY,
        "the body is not what Content-Encoding says");
  }

  @Test
  void aSlowBodyEndsAtTheTimeout() {
    try (TestHttpServer server =
        TestHttpServer.start(
            exchange -> {
              exchange.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nm 1\n");
              TestServer.silent(exchange.socket(), exchange.server());
            })) {
      TargetSnapshot target = scrape(server, BODY, Duration.ofMillis(500));

      assertThat(target.health()).isEqualTo(TargetSnapshot.Health.DOWN);
      assertThat(target.error()).startsWith("timeout ");
    }
  }

  @Test
  void aTargetThatAnswersProperlyAgainIsUpAgain() {
    try (TestHttpServer server =
        TestHttpServer.startKeeping(
            exchange -> exchange.answer(200, "m 1\n", "Content-Type: text/plain"))) {
      assertThat(scrape(server, BODY, Duration.ofSeconds(10)).health())
          .isEqualTo(TargetSnapshot.Health.UP);
      assertThat(kept.size()).isEqualTo(1);
      scheduler.advance(ScrapeLab.INTERVAL);
      scheduler.advance(ScrapeLab.INTERVAL);

      assertThat(server.requests()).hasSize(3);
      assertThat(server.acceptedConnections()).isEqualTo(1);
    }
  }
}
