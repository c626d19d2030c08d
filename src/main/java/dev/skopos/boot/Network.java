// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.SkoposConfiguration;
import dev.skopos.kube.ApiServerAddresses;
import dev.skopos.net.AddressGuard;
import dev.skopos.net.AddressMemory;
import dev.skopos.net.AddressRule;
import dev.skopos.net.Deadline;
import dev.skopos.net.IpFamily;
import dev.skopos.net.dial.Dialer;
import dev.skopos.net.dns.DnsClient;
import dev.skopos.net.dns.Resolver;
import dev.skopos.net.http.HttpClient;
import dev.skopos.net.http.KeptConnections;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what talks to targets and receivers, behind the one guard. */
@ApplicationScoped
class Network {

  /** Ends what outlasts its deadline; its tasks only close sockets, so one thread is enough. */
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("deadlines").factory());

  /** Names of API servers are resolved before the first probe, which must not wait for long. */
  private static final Duration LOOKUP = Duration.ofSeconds(5);

  /** Connections to targets of scrapes; each has a file and a few KiB. */
  private static final int MOST_KEPT = 1_000;

  /** As Prometheus. */
  private static final Duration KEPT_IDLE = Duration.ofMinutes(5);

  @Produces
  @Singleton
  Resolver resolver() {
    return new Resolver(Resolver.Options.SYSTEM);
  }

  @Produces
  @Singleton
  ApiServerAddresses apiServerAddresses(
      KubernetesClient client, Resolver resolver, AddressMemory memory) {
    return new ApiServerAddresses(
        client,
        apiServers(client.getMasterUrl(), System.getenv()),
        host -> resolver.resolve(host, IpFamily.ANY, Deadline.after(LOOKUP)),
        memory);
  }

  /** What the client connects to, and what the cluster tells its pods to connect to. */
  static List<ApiServerAddresses.Endpoint> apiServers(URL master, Map<String, String> environment) {
    List<ApiServerAddresses.Endpoint> found = new ArrayList<>();
    int port = master.getPort() == -1 ? master.getDefaultPort() : master.getPort();
    found.add(new ApiServerAddresses.Endpoint(withoutBrackets(master.getHost()), port));
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    String servicePort = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "");
    if (!host.isEmpty() && servicePort.matches("[0-9]{1,5}")) {
      found.add(
          new ApiServerAddresses.Endpoint(withoutBrackets(host), Integer.parseInt(servicePort)));
    }
    return found.stream().distinct().toList();
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  @Produces
  @Singleton
  AddressGuard guard(
      SkoposConfiguration configuration, ApiServerAddresses apiServers, Resolver resolver) {
    AddressGuard.Options options =
        new AddressGuard.Options(
            rules(configuration.probe().deny()), rules(configuration.probe().allow()));
    return new AddressGuard(options, apiServers, resolver::nameServers);
  }

  private static List<AddressRule> rules(Optional<List<String>> texts) {
    return texts.orElse(List.of()).stream().map(AddressRule::parse).toList();
  }

  Network() {
    deadlines.setRemoveOnCancelPolicy(true);
  }

  @PreDestroy
  void stop() {
    deadlines.shutdownNow();
  }

  @Produces
  @Singleton
  Dialer dialer(Resolver resolver, AddressGuard guard) {
    return new Dialer(resolver, guard, deadlines);
  }

  @Produces
  @Singleton
  HttpClient httpClient(
      Dialer dialer, @ConfigProperty(name = "quarkus.application.version") String version) {
    return new HttpClient(dialer, "Skopos/" + version);
  }

  @Produces
  @Singleton
  KeptConnections keptConnections() {
    return KeptConnections.upTo(MOST_KEPT, KEPT_IDLE, deadlines);
  }

  void endConnections(@Disposes KeptConnections connections) {
    connections.close();
  }

  @Produces
  @Singleton
  DnsClient dnsClient(Resolver resolver, AddressGuard guard) {
    return new DnsClient(resolver, guard);
  }
}
