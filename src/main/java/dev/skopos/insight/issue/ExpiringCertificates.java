// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.issue;

import dev.skopos.insight.observe.Evidence;
import dev.skopos.model.Severity;
import dev.skopos.net.tls.CertificateFacts;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.CheckSnapshot.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Certificates that end within 14 days while their checks are still well. */
final class ExpiringCertificates {

  private static final Duration SOON = Duration.ofDays(14);
  private static final Duration HIGH = Duration.ofDays(7);
  private static final Duration CRITICAL = Duration.ofDays(3);

  private ExpiringCertificates() {}

  static List<Issue> issues(Evidence evidence) {
    return evidence.observed().checks().stream()
        .filter(each -> each.state() == State.HEALTHY || each.state() == State.DEGRADED)
        .flatMap(
            check ->
                check
                    .certificate()
                    .filter(each -> left(evidence, each).compareTo(SOON) < 0)
                    .map(each -> issue(check, each, left(evidence, each)))
                    .stream())
        .toList();
  }

  private static Duration left(Evidence evidence, CertificateFacts certificate) {
    return Duration.between(evidence.at(), certificate.validity().earliestNotAfter());
  }

  private static Issue issue(CheckSnapshot check, CertificateFacts certificate, Duration left) {
    Instant end = certificate.validity().earliestNotAfter();
    return Issue.of(
        Pattern.CERTIFICATE_EXPIRES,
        severity(left),
        check.id(),
        "the certificate of %s, or one of its chain, ends in %d days, on %s; issued by %s"
            .formatted(certificate.subject(), left.toDays(), end, certificate.issuer()),
        "Renew it before then. With cert-manager, see why that did not happen: %s; else: %s"
            .formatted(
                Kubectl.in(check.id().namespace(), "get certificates,certificaterequests"),
                FailingChecks.certificate(check)));
  }

  private static Severity severity(Duration left) {
    if (left.compareTo(CRITICAL) < 0) {
      return Severity.CRITICAL;
    }
    return left.compareTo(HIGH) < 0 ? Severity.HIGH : Severity.WARNING;
  }
}
