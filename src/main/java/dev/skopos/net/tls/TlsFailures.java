// SPDX-License-Identifier: Apache-2.0
package dev.skopos.net.tls;

import dev.skopos.net.NetException;
import dev.skopos.net.NetFailure;
import java.io.IOException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Says in plain words why TLS failed. JSSE tells most of it by messages only, so these are read
 * here and nowhere else.
 */
public final class TlsFailures {
  private static final String CLIENT_CERTIFICATE =
      "server refused the handshake: it wants a client certificate that it trusts";

  private TlsFailures() {}

  /**
   * A connection that was closed before the first byte came, by a server that had asked for a
   * client certificate.
   */
  public static NetException clientCertificate(IOException e) {
    return new NetException(NetFailure.Kind.TLS, CLIENT_CERTIFICATE, e);
  }

  /**
   * A failure while data was exchanged, for instance when the server refuses our certificate after
   * the handshake (TLS 1.3).
   */
  public static NetException explain(SSLException e) {
    return new NetException(NetFailure.Kind.TLS, alert(String.valueOf(e.getMessage())), e);
  }

  static NetException explain(SSLException e, String host, List<X509Certificate> chain) {
    String message =
        chain.isEmpty()
                || (cause(e, CertificateException.class).isEmpty()
                    && cause(e, CertPathBuilderException.class).isEmpty())
            ? alert(String.valueOf(e.getMessage()))
            : certificate(e, host, chain);
    return new NetException(NetFailure.Kind.TLS, message, e);
  }

  private static String certificate(SSLException e, String host, List<X509Certificate> chain) {
    if (cause(e, CertificateExpiredException.class).isPresent()) {
      X509Certificate culprit = lapsed(chain);
      return "certificate%s expired on %s"
          .formatted(which(chain, culprit), day(culprit.getNotAfter()));
    }
    if (cause(e, CertificateNotYetValidException.class).isPresent()) {
      X509Certificate culprit = early(chain);
      return "certificate%s is not valid before %s"
          .formatted(which(chain, culprit), day(culprit.getNotBefore()));
    }
    X509Certificate leaf = chain.getFirst();
    if (cause(e, CertPathBuilderException.class).isPresent()) {
      return leaf.getSubjectX500Principal().equals(leaf.getIssuerX500Principal())
          ? "certificate is self-signed and not trusted"
          : "certificate signed by an unknown authority (issuer %s)"
              .formatted(leaf.getIssuerX500Principal().getName());
    }
    String detail = cause(e, CertificateException.class).map(Throwable::getMessage).orElse("");
    if (detail.contains("subject alternative") || detail.contains("No name matching")) {
      return "certificate is for %s, not for \"%s\"".formatted(subjects(leaf), host);
    }
    return "certificate refused: " + (detail.isEmpty() ? e.getMessage() : detail);
  }

  private static String alert(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("certificate_required") || text.contains("bad_certificate")) {
      return CLIENT_CERTIFICATE;
    }
    if (text.contains("unsupported or unrecognized ssl message")) {
      return "server does not speak TLS on this port";
    }
    if (text.contains("protocol_version") || text.contains("no appropriate protocol")) {
      return "server speaks no TLS version that is allowed";
    }
    if (text.contains("handshake_failure")) {
      return "server refused the handshake: no common cipher, or it wants a client certificate";
    }
    if (text.contains("terminated the handshake") || text.contains("connection reset")) {
      return "connection closed by the peer during the TLS handshake";
    }
    if (text.contains("unrecognized_name")) {
      return "server does not know the name that it was asked for";
    }
    return "TLS failed: " + message;
  }

  private static String subjects(X509Certificate leaf) {
    List<String> names = Certificates.names(leaf);
    if (names.isEmpty()) {
      return leaf.getSubjectX500Principal().getName();
    }
    String shown = String.join(", ", names.subList(0, Math.min(5, names.size())));
    return names.size() <= 5 ? shown : shown + " and " + (names.size() - 5) + " more";
  }

  private static String which(List<X509Certificate> chain, X509Certificate culprit) {
    return culprit.equals(chain.getFirst())
        ? ""
        : " of the issuer " + culprit.getSubjectX500Principal().getName();
  }

  /** The path check does not say which certificate it means; it is the one that ended first. */
  private static X509Certificate lapsed(List<X509Certificate> chain) {
    return Collections.min(chain, Comparator.comparing(X509Certificate::getNotAfter));
  }

  private static X509Certificate early(List<X509Certificate> chain) {
    return Collections.max(chain, Comparator.comparing(X509Certificate::getNotBefore));
  }

  private static LocalDate day(Date date) {
    return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
  }

  private static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> type) {
    @Nullable Throwable current = thrown;
    for (int depth = 0; current != null && depth < 20; depth++) {
      if (type.isInstance(current)) {
        return Optional.of(type.cast(current));
      }
      current = current.getCause();
    }
    return Optional.empty();
  }
}
