// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.tls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads facts from certificates. */
final class Certificates {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final int MAX_NAMES = 100;

  private Certificates() {}

  /** Facts of a chain, leaf first; empty when the chain is. */
  static Optional<CertificateFacts> facts(List<X509Certificate> chain) {
    if (chain.isEmpty()) {
      return Optional.empty();
    }
    X509Certificate leaf = chain.getFirst();
    return Optional.of(
        new CertificateFacts(
            leaf.getSubjectX500Principal().getName(),
            leaf.getIssuerX500Principal().getName(),
            validity(chain),
            names(leaf),
            leaf.getSerialNumber().toString(16),
            fingerprint(leaf)));
  }

  static List<String> names(X509Certificate certificate) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(
                  name ->
                      name.getFirst() instanceof Integer type
                          && (type == DNS_NAME || type == IP_ADDRESS))
              .map(name -> String.valueOf(name.get(1)))
              .limit(MAX_NAMES)
              .toList();
    } catch (CertificateParsingException _) {
      return List.of();
    }
  }

  private static CertificateFacts.Validity validity(List<X509Certificate> chain) {
    Instant notAfter = chain.getFirst().getNotAfter().toInstant();
    Instant earliest =
        chain.stream()
            .map(c -> c.getNotAfter().toInstant())
            .min(Comparator.naturalOrder())
            .orElse(notAfter);
    return new CertificateFacts.Validity(
        chain.getFirst().getNotBefore().toInstant(), notAfter, earliest);
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "a certificate that was parsed has an encoding, and every JDK has SHA-256", e);
    }
  }
}
