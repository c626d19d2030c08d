// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Remembers the chain of one handshake before the decision is taken, so that the certificate can be
 * told when it is refused. As an extended trust manager that passes the socket on, it keeps the
 * JDK's check of the host name.
 */
final class RecordingTrustManager extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager decision;
  private final boolean trustAll;
  private volatile List<X509Certificate> chain = List.of();

  RecordingTrustManager(X509ExtendedTrustManager decision, boolean trustAll) {
    this.decision = decision;
    this.trustAll = trustAll;
  }

  /** As the peer sent it, leaf first; empty before the peer did. */
  List<X509Certificate> chain() {
    return chain;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String authType, Socket socket)
      throws CertificateException {
    chain = List.of(sent);
    if (!trustAll) {
      decision.checkServerTrusted(sent, authType, socket);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String authType, SSLEngine engine)
      throws CertificateException {
    chain = List.of(sent);
    if (!trustAll) {
      decision.checkServerTrusted(sent, authType, engine);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String authType)
      throws CertificateException {
    chain = List.of(sent);
    if (!trustAll) {
      decision.checkServerTrusted(sent, authType);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] sent, String authType, Socket socket)
      throws CertificateException {
    decision.checkClientTrusted(sent, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] sent, String authType, SSLEngine engine)
      throws CertificateException {
    decision.checkClientTrusted(sent, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] sent, String authType)
      throws CertificateException {
    decision.checkClientTrusted(sent, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return decision.getAcceptedIssuers();
  }
}
