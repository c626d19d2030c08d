// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net;

import java.net.InetSocketAddress;
import java.util.Set;

/** Keeps a set of addresses and ports over a restart. Trouble is logged there, never thrown. */
public interface AddressMemory {

  /** What was saved last; empty when there is nothing. */
  Set<InetSocketAddress> load();

  void save(Set<InetSocketAddress> addresses);
}
