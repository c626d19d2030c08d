// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.tls;

import java.time.Instant;
import java.util.List;

/**
 * What a peer's certificate says.
 *
 * @param dnsNames names and addresses of the subject alternative name
 * @param serialNumber in hexadecimal
 * @param fingerprintSha256 of the leaf, in lower case hexadecimal
 */
public record CertificateFacts(
    String subject,
    String issuer,
    Validity validity,
    List<String> dnsNames,
    String serialNumber,
    String fingerprintSha256) {

  public CertificateFacts {
    dnsNames = List.copyOf(dnsNames);
  }

  /**
   * When the certificate is valid.
   *
   * @param notBefore begin of the leaf
   * @param notAfter end of the leaf
   * @param earliestNotAfter earliest end in the chain as the peer sent it
   */
  public record Validity(Instant notBefore, Instant notAfter, Instant earliestNotAfter) {}
}
