// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.healthcheck;

import dev.skopos.api.v1alpha1.Condition.Status;
import dev.skopos.net.tls.CertificateFacts;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.ProbeOutcome;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.TcpProbe;
import dev.skopos.probe.definition.TlsSettings;
import java.time.Instant;
import java.util.Optional;

/** What the condition {@code CertificateValid} says. */
record CertificateCondition(Status status, Reason reason, String message) {

  static final String TYPE = "CertificateValid";

  /** Why a certificate is valid or not. */
  enum Reason {
    VALID("Valid"),
    EXPIRED("Expired"),
    EXPIRES_SOON("ExpiresSoon"),
    NOT_TRUSTED("NotTrusted"),
    /** The check accepts any certificate. */
    NOT_VERIFIED("NotVerified");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /** Nothing when the target never showed a certificate. */
  static Optional<CertificateCondition> of(CheckSnapshot check, Instant now) {
    return check.certificate().map(facts -> judge(check, facts, now));
  }

  private static CertificateCondition judge(
      CheckSnapshot check, CertificateFacts facts, Instant now) {
    Optional<ProbeOutcome> outcome = check.lastRun().map(CheckSnapshot.LastRun::outcome);
    if (facts.validity().earliestNotAfter().isBefore(now)) {
      return new CertificateCondition(
          Status.FALSE, Reason.EXPIRED, "expired at " + facts.validity().earliestNotAfter());
    }
    Optional<dev.skopos.probe.Reason> because = outcome.map(ProbeOutcome::because);
    String message = outcome.map(ProbeOutcome::explanation).orElse("");
    if (because.equals(Optional.of(dev.skopos.probe.Reason.TLS_FAILED))) {
      return new CertificateCondition(Status.FALSE, Reason.NOT_TRUSTED, message);
    }
    if (because.equals(Optional.of(dev.skopos.probe.Reason.CERTIFICATE_EXPIRES))) {
      Status status = outcome.get() instanceof ProbeOutcome.Down ? Status.FALSE : Status.TRUE;
      return new CertificateCondition(status, Reason.EXPIRES_SOON, message);
    }
    String summary =
        "issued by %s, ends at %s".formatted(facts.issuer(), facts.validity().earliestNotAfter());
    return anyIsAccepted(check)
        ? new CertificateCondition(Status.UNKNOWN, Reason.NOT_VERIFIED, summary)
        : new CertificateCondition(Status.TRUE, Reason.VALID, summary);
  }

  private static boolean anyIsAccepted(CheckSnapshot check) {
    return switch (check.definition().probe()) {
      case HttpProbe http -> http.tls().filter(TlsSettings::insecureSkipVerify).isPresent();
      case TcpProbe tcp -> tcp.tls().filter(TlsSettings::insecureSkipVerify).isPresent();
      case dev.skopos.probe.definition.DnsProbe _ -> false;
    };
  }
}
