// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.tls;

import java.util.Optional;

/**
 * What a handshake showed; after a failed one the parts that were reached.
 *
 * @param version for instance {@code TLSv1.3}
 * @param alpn the protocol that the peer chose
 * @param certificate the peer's, present also when it was refused
 */
public record TlsFacts(
    Optional<String> version,
    Optional<String> cipher,
    Optional<String> alpn,
    Optional<CertificateFacts> certificate) {}
