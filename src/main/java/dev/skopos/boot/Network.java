// SPDX-License-Identifier: Apache-2.0
package dev.skopos.boot;

import dev.skopos.config.SkoposConfiguration;
import dev.skopos.kube.ApiServerAddresses;
import dev.skopos.net.AddressGuard;
import dev.skopos.net.AddressRule;
import dev.skopos.net.dial.Dialer;
import dev.skopos.net.dns.DnsClient;
import dev.skopos.net.dns.Resolver;
import dev.skopos.net.http.HttpClient;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what talks to targets and receivers, behind the one guard. */
@ApplicationScoped
class Network {

  /** Ends what outlasts its deadline; its tasks only close sockets, so one thread is enough. */
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("deadlines").factory());

  @Produces
  @Singleton
  Resolver resolver() {
    return new Resolver(Resolver.Options.SYSTEM);
  }

  @Produces
  @Singleton
  ApiServerAddresses apiServerAddresses(KubernetesClient client) {
    return new ApiServerAddresses(client);
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
  DnsClient dnsClient(Resolver resolver, AddressGuard guard) {
    return new DnsClient(resolver, guard);
  }
}
