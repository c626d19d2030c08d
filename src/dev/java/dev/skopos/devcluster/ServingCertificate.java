// SPDX-License-Identifier: Apache-2.0
package dev.skopos.devcluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate that kube-apiserver makes for itself in its certificate folder, chain included,
 * when there is none; it is valid for a year and used again at each start.
 */
record ServingCertificate(Path file) {

  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  static ServingCertificate in(Path folder) {
    return new ServingCertificate(folder.resolve("apiserver.crt"));
  }

  Path key() {
    return file.resolveSibling("apiserver.key");
  }

  /** Deletes a certificate that ends soon, so that the API server makes a new one. */
  void renew(InstantSource clock) throws IOException {
    if (Files.exists(file) && !lastsUntil(clock.instant().plus(RENEW_BEFORE))) {
      Files.delete(file);
      Files.deleteIfExists(key());
    }
  }

  private boolean lastsUntil(Instant instant) throws IOException {
    return certificates().stream()
        .allMatch(c -> ((X509Certificate) c).getNotAfter().toInstant().isAfter(instant));
  }

  /** Whether the API server has written all of it: it writes the certificate, then the key. */
  boolean isWritten() {
    return Files.exists(file) && Files.exists(key());
  }

  byte[] pem() throws IOException {
    return Files.readAllBytes(file);
  }

  private Collection<? extends Certificate> certificates() throws IOException {
    try (InputStream pem = new ByteArrayInputStream(pem())) {
      return CertificateFactory.getInstance("X.509").generateCertificates(pem);
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " cannot be read", e);
    }
  }

  /** Trusts this certificate and nothing else. */
  SSLContext trustingOnlyThis() throws IOException {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int index = 0;
      for (Certificate certificate : certificates()) {
        trusted.setCertificateEntry("certificate-" + index++, certificate);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " cannot be trusted", e);
    }
  }
}
