// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.definition;

import dev.skopos.net.SecretReference;
import dev.skopos.net.tls.TlsVersion;
import java.time.Duration;
import java.util.Optional;

/**
 * How a probe speaks TLS.
 *
 * @param ca a PEM bundle that is trusted instead of the JDK's
 * @param serverName sent as SNI and compared with the certificate, instead of the target's host
 * @param insecureSkipVerify takes any certificate; its facts are reported nevertheless
 */
public record TlsSettings(
    Optional<SecretReference> ca,
    Optional<ClientCertificate> clientCertificate,
    Optional<String> serverName,
    TlsVersion minVersion,
    boolean insecureSkipVerify,
    CertificateAge certificate) {

  /** Trusts what the JDK trusts, and any age of a valid certificate. */
  public static final TlsSettings USUAL =
      new TlsSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          TlsVersion.TLS_1_2,
          false,
          CertificateAge.ANY);

  /** A PEM chain, leaf first, and its key. */
  public record ClientCertificate(SecretReference certificate, SecretReference key) {}

  /**
   * How much time must be left until the first certificate of the chain expires.
   *
   * @param warnBefore less than this is a degraded result
   * @param failBefore less than this is a failed result
   */
  public record CertificateAge(Optional<Duration> warnBefore, Optional<Duration> failBefore) {
    public static final CertificateAge ANY = new CertificateAge(Optional.empty(), Optional.empty());
  }
}
