// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Remembers whether the server of one handshake asked for a client certificate. In TLS 1.3 a server
 * refuses one only after our side of the handshake is done, and its alert is often lost when it
 * closes the connection; then this is the only trace of the reason.
 */
final class RecordingKeyManager extends X509ExtendedKeyManager {
  private final Optional<X509ExtendedKeyManager> own;
  private volatile boolean asked;

  /** With the keys that may be shown, if there are any. */
  RecordingKeyManager(Optional<X509ExtendedKeyManager> own) {
    this.own = own;
  }

  boolean asked() {
    return asked;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    asked = true;
    return own.map(keys -> keys.chooseClientAlias(keyTypes, issuers, socket)).orElse(null);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    asked = true;
    return own.map(keys -> keys.chooseEngineClientAlias(keyTypes, issuers, engine)).orElse(null);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return own.map(keys -> keys.getClientAliases(keyType, issuers)).orElse(null);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return own.map(keys -> keys.getCertificateChain(alias)).orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return own.map(keys -> keys.getPrivateKey(alias)).orElse(null);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }
}
