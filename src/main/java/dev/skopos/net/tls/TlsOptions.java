// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.tls;

import java.util.Optional;

/**
 * How a client speaks TLS.
 *
 * @param caPem certificates that are trusted instead of the JDK's
 * @param client proves who we are
 * @param serverName is sent as SNI and compared with the certificate, instead of the host of the
 *     target
 * @param insecureSkipVerify takes any certificate; its facts are recorded nevertheless
 */
public record TlsOptions(
    Optional<String> caPem,
    Optional<ClientCertificate> client,
    Optional<String> serverName,
    TlsVersion minVersion,
    boolean insecureSkipVerify) {
  /** Trusts what the JDK trusts. */
  public static final TlsOptions SYSTEM =
      new TlsOptions(
          Optional.empty(), Optional.empty(), Optional.empty(), TlsVersion.TLS_1_2, false);

  /** A certificate (chain, leaf first) and its key (PKCS#8, PKCS#1 or SEC1), both in PEM. */
  public record ClientCertificate(String certificatePem, String keyPem) {
    /** Without the key. */
    @Override
    public String toString() {
      return "ClientCertificate[...]";
    }
  }

  public TlsOptions withCa(String pem) {
    return new TlsOptions(Optional.of(pem), client, serverName, minVersion, insecureSkipVerify);
  }

  public TlsOptions withClient(ClientCertificate certificate) {
    return new TlsOptions(
        caPem, Optional.of(certificate), serverName, minVersion, insecureSkipVerify);
  }

  public TlsOptions withServerName(String name) {
    return new TlsOptions(caPem, client, Optional.of(name), minVersion, insecureSkipVerify);
  }

  public TlsOptions withMinVersion(TlsVersion version) {
    return new TlsOptions(caPem, client, serverName, version, insecureSkipVerify);
  }

  public TlsOptions withInsecureSkipVerify(boolean insecure) {
    return new TlsOptions(caPem, client, serverName, minVersion, insecure);
  }
}
