// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.tls;

import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import java.io.IOException;
import java.net.IDN;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * TLS over one connected socket. Each handshake has a context of its own: nothing is resumed, so
 * every one shows the peer's certificate and its full cost.
 */
public final class TlsHandshake {
  private final TlsOptions options;
  private final RecordingTrustManager trust;
  private final RecordingKeyManager keys;
  private final SSLContext context;
  private TlsFacts facts =
      new TlsFacts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Prepares a handshake.
   *
   * @throws NetException of kind {@code TLS} when certificates or keys of the options cannot be
   *     used
   */
  public TlsHandshake(TlsOptions options) throws NetException {
    this.options = options;
    this.trust =
        new RecordingTrustManager(TlsMaterial.trust(options), options.insecureSkipVerify());
    this.keys = new RecordingKeyManager(TlsMaterial.keys(options));
    this.context = TlsMaterial.context(keys, trust);
  }

  /**
   * Shakes hands; blocks until done, or until the socket is closed by somebody else.
   *
   * @param socket connected; closing the answer closes it
   * @param host of the target, compared with the certificate unless the options name another
   * @param protocols offered by ALPN; may be empty
   * @throws NetException of kind {@code TLS} when TLS or the certificate is at fault
   * @throws IOException when the connection is
   */
  public SSLSocket over(Socket socket, String host, List<String> protocols) throws IOException {
    String name = ascii(options.serverName().orElse(host));
    SSLSocket secured =
        (SSLSocket) context.getSocketFactory().createSocket(socket, name, socket.getPort(), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setProtocols(options.minVersion().andNewer());
    parameters.setApplicationProtocols(protocols.toArray(String[]::new));
    parameters.setServerNames(serverNames(name));
    if (!options.insecureSkipVerify()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    secured.setSSLParameters(parameters);
    try {
      secured.startHandshake();
      facts = facts(secured.getSession(), Optional.ofNullable(secured.getApplicationProtocol()));
      return secured;
    } catch (IOException e) {
      facts =
          new TlsFacts(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Certificates.facts(trust.chain()));
      throw e instanceof SSLException tls ? TlsFailures.explain(tls, name, trust.chain()) : e;
    }
  }

  /** What is known so far; the certificate also after a handshake that failed. */
  public TlsFacts facts() {
    return facts;
  }

  /** Whether the server asked for a client certificate. */
  public boolean clientCertificateAsked() {
    return keys.asked();
  }

  private TlsFacts facts(SSLSession session, Optional<String> alpn) {
    return new TlsFacts(
        Optional.of(session.getProtocol()),
        Optional.of(session.getCipherSuite()),
        alpn.filter(protocol -> !protocol.isEmpty()),
        Certificates.facts(trust.chain()));
  }

  /**
   * The JDK sends no SNI for names without a dot, as Services have in their own namespace;
   * addresses must not be sent.
   */
  private static List<SNIServerName> serverNames(String name) {
    boolean address = name.indexOf(':') >= 0 || name.matches("[0-9.]+");
    try {
      return address ? List.of() : List.of(new SNIHostName(name));
    } catch (IllegalArgumentException _) {
      return List.of();
    }
  }

  private static String ascii(String host) throws NetException {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    try {
      return name.indexOf(':') >= 0 ? name : IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      throw new NetException(NetFailure.Kind.TLS, "\"%s\" is not a server name".formatted(host), e);
    }
  }
}
