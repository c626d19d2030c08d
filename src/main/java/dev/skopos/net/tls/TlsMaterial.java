// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.tls;

import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Turns the texts of TLS options into JSSE's objects. */
final class TlsMaterial {
  private TlsMaterial() {}

  /**
   * Reading the JDK's trust store takes tens of milliseconds, so it is read once, when it is needed
   * first.
   */
  private static final class SystemTrust {
    static final X509ExtendedTrustManager MANAGER = load();

    private static X509ExtendedTrustManager load() {
      try {
        return manager(null);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the JDK's trust store cannot be read", e);
      }
    }
  }

  static X509ExtendedTrustManager trust(TlsOptions options) throws NetException {
    if (options.caPem().isEmpty()) {
      return SystemTrust.MANAGER;
    }
    try {
      KeyStore store = emptyStore();
      int number = 0;
      for (X509Certificate certificate : Pem.certificates(options.caPem().get())) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
      return manager(store);
    } catch (Pem.PemException e) {
      throw new NetException(NetFailure.Kind.TLS, "the CA bundle " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new NetException(NetFailure.Kind.TLS, "the CA bundle cannot be used", e);
    }
  }

  static SSLContext context(KeyManager keys, TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }

  /** The key of the options; empty when there is none. */
  static Optional<X509ExtendedKeyManager> keys(TlsOptions options) throws NetException {
    if (options.client().isEmpty()) {
      return Optional.empty();
    }
    try {
      return keys(options.client().get());
    } catch (Pem.PemException e) {
      throw new NetException(NetFailure.Kind.TLS, "the client certificate " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new NetException(
          NetFailure.Kind.TLS, "the client certificate and its key cannot be used", e);
    }
  }

  private static Optional<X509ExtendedKeyManager> keys(TlsOptions.ClientCertificate client)
      throws Pem.PemException, GeneralSecurityException {
    List<X509Certificate> chain = Pem.certificates(client.certificatePem());
    PrivateKey key = Pem.privateKey(client.keyPem());
    if (!key.getAlgorithm().equals(chain.getFirst().getPublicKey().getAlgorithm())) {
      throw new Pem.PemException("and its key do not belong together");
    }
    char[] none = new char[0];
    KeyStore store = emptyStore();
    store.setKeyEntry("client", key, none, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, none);
    return Arrays.stream(factory.getKeyManagers())
        .filter(X509ExtendedKeyManager.class::isInstance)
        .map(X509ExtendedKeyManager.class::cast)
        .findFirst();
  }

  private static X509ExtendedTrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no X.509 trust manager"));
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException("an empty key store cannot be made", e);
    }
  }
}
