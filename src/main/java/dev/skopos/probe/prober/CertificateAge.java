// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.prober;

import dev.skopos.net.tls.CertificateFacts;
import dev.skopos.net.tls.TlsFacts;
import dev.skopos.probe.Reason;
import dev.skopos.probe.definition.TlsSettings;
import dev.skopos.probe.prober.Measurement.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;

/** Judges how long a certificate is still valid. */
record CertificateAge(InstantSource clock) {

  /** The measurement with what its certificate adds, unless it failed anyway. */
  Measurement judge(Measurement measured, Optional<TlsSettings> settings) {
    Optional<CertificateFacts> shown = measured.tls().flatMap(TlsFacts::certificate);
    if (settings.isEmpty() || shown.isEmpty() || measured.failure().isPresent()) {
      return measured;
    }
    TlsSettings.CertificateAge limits = settings.get().certificate();
    Instant end = shown.get().validity().earliestNotAfter();
    return new Measurement(
        tooSoon(end, limits.failBefore(), "failBefore"),
        tooSoon(end, limits.warnBefore(), "warnBefore"),
        measured.response(),
        measured.timings(),
        measured.tls(),
        measured.gauges());
  }

  private Optional<Problem> tooSoon(Instant end, Optional<Duration> least, String limit) {
    Duration left = Duration.between(clock.instant(), end);
    return least
        .filter(bound -> left.compareTo(bound) < 0)
        .map(
            bound ->
                new Problem(
                    Reason.CERTIFICATE_EXPIRES,
                    "certificate expires on %s, in %s; %s is %s"
                        .formatted(
                            end.atOffset(ZoneOffset.UTC).toLocalDate(),
                            days(left),
                            limit,
                            days(bound))));
  }

  private static String days(Duration duration) {
    return duration.toDays() > 0 ? duration.toDays() + "d" : duration.toHours() + "h";
  }
}
