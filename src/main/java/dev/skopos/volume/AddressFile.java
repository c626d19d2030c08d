// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import dev.skopos.model.ResourceId;
import dev.skopos.net.AddressMemory;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Where the API server was found last. */
public final class AddressFile implements AddressMemory {

  private static final Logger LOG = Logger.getLogger(AddressFile.class);

  private static final ResourceId API_SERVER = new ResourceId("Service", "default", "kubernetes");

  private record Known(List<Listener> listeners) {}

  private record Listener(String address, int port) {}

  private final JsonFiles<Known> files;

  public AddressFile(Path folder, MeterRegistry meters) {
    files = new JsonFiles<>(folder, Known.class, meters);
  }

  @Override
  public Set<InetSocketAddress> load() {
    return files.load(API_SERVER).stream()
        .flatMap(known -> known.listeners().stream())
        .flatMap(AddressFile::address)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<InetSocketAddress> address(Listener listener) {
    try {
      return Stream.of(
          new InetSocketAddress(InetAddress.ofLiteral(listener.address()), listener.port()));
    } catch (IllegalArgumentException e) {
      LOG.warnf("An address of the API server that was kept is left out: %s", e.getMessage());
      return Stream.empty();
    }
  }

  @Override
  public void save(Set<InetSocketAddress> addresses) {
    List<Listener> listeners =
        addresses.stream()
            .map(at -> new Listener(at.getAddress().getHostAddress(), at.getPort()))
            .sorted(Comparator.comparing(Listener::address).thenComparingInt(Listener::port))
            .toList();
    files.save(API_SERVER, new Known(listeners));
  }
}
