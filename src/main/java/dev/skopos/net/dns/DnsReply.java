// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.dns;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The answer of a name server.
 *
 * @param rcode for instance {@code NOERROR} or {@code NXDOMAIN}
 * @param flags those that are set, in lower case: {@code qr aa tc rd ra ad cd}
 */
public record DnsReply(
    String rcode,
    Set<String> flags,
    List<DnsRecord> answers,
    List<DnsRecord> authority,
    List<DnsRecord> additional,
    Source source) {

  public DnsReply {
    flags = Set.copyOf(flags);
    answers = List.copyOf(answers);
    authority = List.copyOf(authority);
    additional = List.copyOf(additional);
  }

  /**
   * Where an answer came from.
   *
   * @param tcp whether it came over TCP: asked so, or the one over UDP was truncated
   * @param took from sending the question until the answer was read; without servers that were
   *     tried before
   */
  public record Source(InetSocketAddress server, boolean tcp, Duration took) {}
}
