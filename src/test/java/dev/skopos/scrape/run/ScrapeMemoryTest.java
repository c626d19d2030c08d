// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.net.TestHttpServer;
import dev.skopos.net.TestNetwork;
import dev.skopos.net.http.HttpRequest;
import dev.skopos.net.http.HttpResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScrapeMemoryTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ScrapeMemory memory = new ScrapeMemory(1_000, meters);
  private final TestNetwork network = TestNetwork.open();

  @AfterEach
  void close() {
    network.close();
  }

  private HttpResult fetch(TestHttpServer server, ScrapeMemory.Lease lease) {
    return network
        .httpClient()
        .send(HttpRequest.get(server.url("/")), lease.buffer(), TestNetwork.soon());
  }

  private double exceeded() {
    return meters.counter("skopos.scrape.memory.exceeded").count();
  }

  @Test
  void whatIsTooMuchForAllTogetherFailsAndIsCounted() {
    try (TestHttpServer server = TestHttpServer.start(e -> e.answer(200, "x".repeat(600)))) {
      try (ScrapeMemory.Lease one = memory.borrow();
          ScrapeMemory.Lease two = memory.borrow()) {
        assertThat(fetch(server, one)).isInstanceOf(HttpResult.Answered.class);
        assertThat(fetch(server, two))
            .isInstanceOfSatisfying(
                HttpResult.Failed.class,
                failed ->
                    assertThat(failed.failure().message())
                        .isEqualTo(
                            "the answers of all targets that are scraped now are larger than 1000"
                                + " bytes together"));
        assertThat(memory.used()).isEqualTo(600);
        assertThat(exceeded()).isEqualTo(1);
      }
      assertThat(memory.used()).isZero();
      try (ScrapeMemory.Lease two = memory.borrow()) {
        assertThat(fetch(server, two)).isInstanceOf(HttpResult.Answered.class);
        assertThat(memory.used()).isEqualTo(600);
      }
    }
  }

  @Test
  void theMemoryOfAScrapeThatIsOverIsUsedAgain() {
    try (TestHttpServer server = TestHttpServer.start(e -> e.answer(200, "x".repeat(600)))) {
      try (ScrapeMemory.Lease first = memory.borrow()) {
        fetch(server, first);
      }
      try (ScrapeMemory.Lease second = memory.borrow();
          ScrapeMemory.Lease third = memory.borrow()) {
        assertThat(second.buffer().capacity()).isEqualTo(600);
        assertThat(third.buffer().capacity()).isZero();
        assertThat(memory.used()).isEqualTo(600);
      }
    }
  }
}
