// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.expect;

import dev.skopos.net.dns.DnsReply;
import dev.skopos.net.http.HttpHeaders;
import dev.skopos.net.http.Timings;
import dev.skopos.net.tls.TlsFacts;
import java.util.Optional;

/**
 * What a target answered, as assertions look at it.
 *
 * @param tls empty when no TLS was spoken
 */
public record Response(Timings timings, Optional<TlsFacts> tls, Content content) {

  /** What is particular to a protocol. */
  public sealed interface Content {

    /**
     * An HTTP response.
     *
     * @param body decoded
     */
    record Http(int status, HttpHeaders headers, String body) implements Content {}

    /** A TCP connection, which has no content. */
    record Tcp() implements Content {}

    /** An answer of a name server. */
    record Dns(DnsReply reply) implements Content {}
  }

  /** The body; empty for protocols without. */
  public Optional<String> body() {
    return content instanceof Content.Http http ? Optional.of(http.body) : Optional.empty();
  }

  /** A header; values of one that is repeated are joined by commas. */
  public Optional<String> header(String name) {
    if (content instanceof Content.Http http && http.headers.contains(name)) {
      return Optional.of(String.join(", ", http.headers.all(name)));
    }
    return Optional.empty();
  }
}
