// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.skopos.model.ResourceId;
import dev.skopos.net.IpFamily;
import dev.skopos.net.TestNetwork;
import dev.skopos.net.TestServer;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.definition.CheckDefinition.Retry;
import dev.skopos.probe.definition.CheckDefinition.Schedule;
import dev.skopos.probe.definition.CheckDefinition.Thresholds;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.StatusPattern;
import dev.skopos.probe.prober.NetworkProber;
import dev.skopos.schedule.SchedulerObserver;
import dev.skopos.schedule.VirtualThreadScheduler;
import dev.skopos.store.InMemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens to a run that is going on, on real threads and sockets. */
class ReplacedRunTest {

  private static CheckDefinition check(TestServer server, Duration interval) {
    return new CheckDefinition(
        new ResourceId("HealthCheck", "shop", "hanging"),
        new Schedule(interval, Duration.ofSeconds(30)),
        Retry.NONE,
        Thresholds.USUAL,
        new HttpProbe(
            URI.create("http://127.0.0.1:" + server.port() + "/"),
            HttpProbe.Request.GET,
            List.of(StatusPattern.SUCCESS),
            HttpProbe.Response.USUAL,
            Optional.empty(),
            IpFamily.ANY),
        List.of(),
        false);
  }

  @Test
  void aRunThatHangsMakesWayForTheChangedCheckAtOnce() {
    try (TestServer server = TestServer.start(TestServer::silent);
        TestNetwork network = TestNetwork.open();
        VirtualThreadScheduler scheduler =
            new VirtualThreadScheduler(
                "probe", 10, InstantSource.system(), SchedulerObserver.NONE);
        CheckRegistry registry =
            new CheckRegistry(
                new CheckRegistry.Schedulers(scheduler, scheduler),
                new NetworkProber(
                    network.httpClient(),
                    network.dialer(),
                    network.dnsClient(),
                    _ -> Optional.empty(),
                    InstantSource.system()),
                new InMemoryStore(),
                new StatesInMemory(),
                new SimpleMeterRegistry())) {
      registry.started();
      registry.apply(check(server, Duration.ofMinutes(1)));
      await().until(() -> server.openConnections() == 1);

      registry.apply(check(server, Duration.ofMinutes(2)));
      await().until(() -> server.acceptedConnections() == 2);
      await().until(() -> server.openConnections() == 1);

      registry.remove(new ResourceId("HealthCheck", "shop", "hanging"));
      await().until(() -> server.openConnections() == 0);
      assertThat(registry.snapshots()).isEmpty();
    }
  }
}
