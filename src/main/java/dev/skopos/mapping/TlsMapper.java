// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static dev.skopos.mapping.Missing.needed;

import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.healthcheck.TlsSettings;
import dev.skopos.net.SecretReference;
import dev.skopos.net.tls.TlsVersion;
import dev.skopos.probe.definition.TlsSettings.CertificateAge;
import dev.skopos.probe.definition.TlsSettings.ClientCertificate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns TLS settings of a HealthCheck into those of a probe. */
final class TlsMapper {

  private TlsMapper() {}

  static Optional<dev.skopos.probe.definition.TlsSettings> toTls(
      @Nullable TlsSettings tls, SecretReferences references) {
    return tls == null
        ? Optional.empty()
        : Optional.of(
            new dev.skopos.probe.definition.TlsSettings(
                references.of(tls.caFrom()),
                clientCertificate(tls, references),
                Optional.ofNullable(tls.serverName()),
                version(tls.minVersion()),
                tls.insecureSkipVerify(),
                age(tls.certificate())));
  }

  private static Optional<ClientCertificate> clientCertificate(
      TlsSettings tls, SecretReferences references) {
    Optional<SecretReference> certificate = references.of(tls.clientCertificateFrom());
    Optional<SecretReference> key = references.of(tls.clientKeyFrom());
    if (certificate.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ClientCertificate(
            needed(certificate.orElse(null), "spec.tls.clientCertificateFrom"),
            needed(key.orElse(null), "spec.tls.clientKeyFrom")));
  }

  private static TlsVersion version(TlsSettings.Version version) {
    return switch (version) {
      case V1_2 -> TlsVersion.TLS_1_2;
      case V1_3 -> TlsVersion.TLS_1_3;
    };
  }

  private static CertificateAge age(TlsSettings.@Nullable Certificate certificate) {
    return certificate == null
        ? CertificateAge.ANY
        : new CertificateAge(
            Optional.ofNullable(certificate.warnBefore()).map(Interval::toDuration),
            Optional.ofNullable(certificate.failBefore()).map(Interval::toDuration));
  }
}
