// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.definition;

import dev.skopos.net.dns.DnsQuery;
import dev.skopos.net.dns.RecordType;
import java.util.Optional;

/**
 * One question to a name server; it succeeds with at least one record.
 *
 * @param name asked for as it is, without the search list
 * @param server whom to ask; empty: the name servers of the pod
 */
public record DnsProbe(String name, RecordType type, Optional<DnsQuery.Server> server)
    implements Probe {

  public DnsProbe {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("spec.dns.name must not be empty");
    }
  }

  @Override
  public String target() {
    return name + '/' + type + server.map(s -> '@' + s.host() + ':' + s.port()).orElse("");
  }
}
