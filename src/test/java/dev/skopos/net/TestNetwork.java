// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import dev.skopos.net.dial.Dialer;
import dev.skopos.net.dns.DnsClient;
import dev.skopos.net.dns.Resolver;
import dev.skopos.net.http.HttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The parts of {@code net} put together for tests: names come from a hosts file in a temporary
 * folder ({@code localhost} and {@code *.test} names) or from a test's own name server; loopback
 * may be reached unless the options say otherwise.
 */
public final class TestNetwork implements AutoCloseable {
  private static final AddressGuard.Options LOOPBACK =
      AddressGuard.Options.parse(List.of(), List.of("127.0.0.0/8", "::1"));

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Path folder;
  private final Resolver resolver;
  private final AddressGuard guard;

  private TestNetwork(Path folder, int nameServerPort, AddressGuard.Options options) {
    this.folder = folder;
    this.resolver = new Resolver(new Resolver.Options(hosts(), resolvConf(), nameServerPort));
    this.guard = new AddressGuard(options, Set::of, resolver::nameServers);
  }

  /**
   * With the names {@code localhost}, {@code shop.test} and {@code other.test} for 127.0.0.1, and
   * no name server.
   */
  public static TestNetwork open() {
    return open(LOOPBACK);
  }

  public static TestNetwork open(AddressGuard.Options options) {
    return make(
        "127.0.0.1 localhost shop.test other.test my_shop.test\n",
        "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n",
        9,
        options);
  }

  /**
   * With the contents of a hosts file and a resolv.conf; all name servers are on the port that is
   * given.
   */
  public static TestNetwork open(String hosts, String resolvConf, int nameServerPort) {
    return make(hosts, resolvConf, nameServerPort, LOOPBACK);
  }

  private static TestNetwork make(
      String hosts, String resolvConf, int port, AddressGuard.Options options) {
    try {
      Path folder = Files.createTempDirectory("skopos-net");
      Files.writeString(folder.resolve("hosts"), hosts);
      Files.writeString(folder.resolve("resolv.conf"), resolvConf);
      return new TestNetwork(folder, port, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path hosts() {
    return folder.resolve("hosts");
  }

  public Path resolvConf() {
    return folder.resolve("resolv.conf");
  }

  public Resolver resolver() {
    return resolver;
  }

  public AddressGuard guard() {
    return guard;
  }

  public Dialer dialer() {
    return new Dialer(resolver, guard, timer);
  }

  public DnsClient dnsClient() {
    return new DnsClient(resolver, guard);
  }

  public HttpClient httpClient() {
    return new HttpClient(dialer(), "Skopos/test");
  }

  /** Long enough to never matter in a test that passes. */
  public static Deadline soon() {
    return Deadline.after(Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      Files.deleteIfExists(hosts());
      Files.deleteIfExists(resolvConf());
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
