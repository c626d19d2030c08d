// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import java.util.Optional;

/**
 * A question to a name server; the name is asked for as it is, without the search list.
 *
 * @param server whom to ask; empty asks those of resolv.conf
 */
public record DnsQuery(String name, RecordType type, Optional<Server> server, Transport transport) {

  /** A name server by address or by name, which is then resolved first. */
  public record Server(String host, int port) {}

  /** How the question is sent. */
  public enum Transport {
    /** And over TCP again when the answer is truncated. */
    UDP,
    TCP
  }

  /** Asks the name servers of resolv.conf over UDP. */
  public static DnsQuery of(String name, RecordType type) {
    return new DnsQuery(name, type, Optional.empty(), Transport.UDP);
  }

  public DnsQuery at(Server chosen) {
    return new DnsQuery(name, type, Optional.of(chosen), transport);
  }

  public DnsQuery over(Transport chosen) {
    return new DnsQuery(name, type, server, chosen);
  }
}
