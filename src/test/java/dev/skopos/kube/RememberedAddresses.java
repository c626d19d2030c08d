// SPDX-License-Identifier: Apache-2.0
package dev.skopos.kube;

import dev.skopos.net.AddressMemory;
import java.net.InetSocketAddress;
import java.util.Set;

/** A memory that lasts as long as the test. */
final class RememberedAddresses implements AddressMemory {

  private Set<InetSocketAddress> addresses = Set.of();

  @Override
  public Set<InetSocketAddress> load() {
    return addresses;
  }

  @Override
  public void save(Set<InetSocketAddress> latest) {
    addresses = latest;
  }
}
