// SPDX-License-Identifier: Apache-2.0
package dev.skopos.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressFileTest {

  @TempDir Path folder;

  private AddressFile opened() {
    return new AddressFile(folder.resolve("apiserver"), new SimpleMeterRegistry());
  }

  @Test
  void addressesComeBackAsTheyWere() {
    Set<InetSocketAddress> addresses =
        Set.of(
            new InetSocketAddress(InetAddress.ofLiteral("10.96.0.1"), 443),
            new InetSocketAddress(InetAddress.ofLiteral("fd00::1"), 6443));
    assertThat(opened().load()).isEmpty();

    opened().save(addresses);

    assertThat(opened().load()).isEqualTo(addresses);
  }
}
