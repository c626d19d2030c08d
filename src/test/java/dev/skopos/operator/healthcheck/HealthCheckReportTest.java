// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.healthcheck;

import static dev.skopos.operator.healthcheck.CheckScene.NOW;
import static dev.skopos.operator.healthcheck.CheckScene.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.api.v1alpha1.healthcheck.HealthCheck;
import dev.skopos.api.v1alpha1.healthcheck.HealthCheckStatus;
import dev.skopos.model.Applied;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Reason;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusFile;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.probe.ProbeOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HealthCheckReportTest {

  private static final Standing RUNNING =
      new Standing(
          Applied.ACCEPTED, 3L, List.of(), Optional.empty(), Map.of("skopos.dev/run-now", "7"));
  private static final ProbeOutcome UP = new ProbeOutcome.Up(Duration.ofMillis(41));

  private final HealthCheckReport report = new HealthCheckReport(() -> NOW);

  private static ProbeOutcome down(dev.skopos.probe.Reason reason, String message) {
    return new ProbeOutcome.Down(Duration.ofMillis(41), reason, message);
  }

  private static ProbeOutcome degraded(dev.skopos.probe.Reason reason, String message) {
    return new ProbeOutcome.Degraded(Duration.ofMillis(41), reason, message);
  }

  private void assertStatus(String file, Standing standing, CheckSnapshot check) {
    StatusFile.assertIs(
        file,
        report.status(CheckScene.resource(), standing, Optional.of(check)),
        HealthCheckReportTest.class);
  }

  private static CheckSnapshot probed(State state, ProbeOutcome outcome) {
    return CheckScene.probed(CheckScene.resource(), state, outcome, List.of());
  }

  @Test
  void healthy() {
    assertStatus(
        "healthy",
        RUNNING,
        CheckScene.probed(
            CheckScene.resource(), State.HEALTHY, UP, List.of(CheckScene.status(true, "UP"))));
  }

  @Test
  void aDegradedTargetDoesItsWork() {
    assertStatus(
        "degraded",
        RUNNING,
        probed(
            State.DEGRADED,
            degraded(dev.skopos.probe.Reason.ASSERTION_FAILED, "queue: saw 9, expected < 5")));
  }

  @Test
  void aFailedAssertionSaysWhatItSaw() {
    ProbeOutcome outcome =
        down(
            dev.skopos.probe.Reason.ASSERTION_FAILED,
            "status: saw DOWN, expected $.status equals \"UP\"");
    assertStatus(
        "unhealthy",
        RUNNING,
        CheckScene.probed(
            CheckScene.resource(),
            State.UNHEALTHY,
            outcome,
            List.of(CheckScene.status(false, "DOWN"))));
  }

  @Test
  void neverProbed() {
    assertStatus("never-probed", RUNNING, CheckScene.unprobed(CheckScene.resource()));
  }

  @Test
  void suspended() {
    CheckSnapshot check = CheckScene.unprobed(CheckScene.resource());
    assertStatus(
        "suspended",
        RUNNING,
        new CheckSnapshot(
            check.definition(),
            State.SUSPENDED,
            new CheckSnapshot.Finding(dev.skopos.probe.Reason.SUSPENDED, ""),
            new CheckSnapshot.Times(null, null, null, null),
            check.consecutive(),
            check.latency(),
            check.uptime(),
            check.certificate(),
            check.lastRun(),
            check.history()));
  }

  @Test
  void aMissingSecretKeepsTheCheckFromBeingReadyAndSaysNothingOfTheTarget() {
    String missing = "key \"token\" of Secret shop/api does not exist";
    Standing standing =
        new Standing(
            Applied.ACCEPTED,
            3L,
            List.of(new Standing.Problem(Reason.SECRET_NOT_FOUND, missing)),
            Optional.empty(),
            Map.of());
    assertStatus(
        "missing-secret",
        standing,
        probed(
            State.UNKNOWN,
            new ProbeOutcome.NotRun(dev.skopos.probe.Reason.SECRET_MISSING, missing)));
  }

  @Test
  void theOlderGenerationRunsWhileTheNewestIsRefused() {
    Standing standing =
        new Standing(
            new Applied.Rejected("InvalidAssertion", "spec.assertions[0].cel: unexpected )"),
            2L,
            List.of(),
            Optional.empty(),
            Map.of());
    assertStatus("refused-older-runs", standing, probed(State.HEALTHY, UP));
  }

  @Test
  void neverAccepted() {
    Standing standing =
        new Standing(
            new Applied.Rejected("InvalidAssertion", "spec.assertions[0].cel: unexpected )"),
            null,
            List.of(),
            Optional.empty(),
            Map.of());
    StatusFile.assertIs(
        "never-accepted",
        report.status(CheckScene.resource(), standing, Optional.empty()),
        HealthCheckReportTest.class);
  }

  @Test
  void aCertificateThatIsFine() {
    assertStatus(
        "certificate-valid",
        RUNNING,
        CheckScene.withCertificate(probed(State.HEALTHY, UP), NOW.plus(Duration.ofDays(60))));
  }

  @Test
  void aCertificateThatExpiresSoonIsValidAsLongAsItIsAWarning() {
    ProbeOutcome outcome =
        degraded(
            dev.skopos.probe.Reason.CERTIFICATE_EXPIRES,
            "the certificate expires in 5 days, warnBefore is 14 days");
    assertStatus(
        "certificate-expires-soon",
        RUNNING,
        CheckScene.withCertificate(probed(State.DEGRADED, outcome), NOW.plus(Duration.ofDays(5))));
  }

  @Test
  void aCertificateThatExpiresTooSoonIsNotValid() {
    ProbeOutcome outcome =
        down(
            dev.skopos.probe.Reason.CERTIFICATE_EXPIRES,
            "the certificate expires in 1 day, failBefore is 3 days");
    assertStatus(
        "certificate-expires-too-soon",
        RUNNING,
        CheckScene.withCertificate(probed(State.UNHEALTHY, outcome), NOW.plus(Duration.ofDays(1))));
  }

  @Test
  void anExpiredCertificateIsExpiredWhateverTheHandshakeSays() {
    assertStatus(
        "certificate-expired",
        RUNNING,
        CheckScene.withCertificate(
            probed(
                State.UNHEALTHY,
                down(dev.skopos.probe.Reason.TLS_FAILED, "the certificate is not trusted")),
            NOW.minusSeconds(1)));
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsNotTrusted() {
    assertStatus(
        "certificate-not-trusted",
        RUNNING,
        CheckScene.withCertificate(
            probed(
                State.UNHEALTHY,
                down(dev.skopos.probe.Reason.TLS_FAILED, "issued by CN=Shop CA, not trusted")),
            NOW.plus(Duration.ofDays(60))));
  }

  @Test
  void aCertificateThatNobodyVerifiesIsUnknown() {
    HealthCheck resource = CheckScene.resource("tls: {insecureSkipVerify: true}");
    CheckSnapshot check =
        CheckScene.withCertificate(
            CheckScene.probed(resource, State.HEALTHY, UP, List.of()),
            NOW.plus(Duration.ofDays(60)));
    StatusFile.assertIs(
        "certificate-not-verified",
        report.status(resource, RUNNING, Optional.of(check)),
        HealthCheckReportTest.class);
  }

  @Test
  void whatARunMeasuresIsNotMaterialAndANewStateIs() {
    HealthCheckStatus one = status(probed(State.HEALTHY, UP));
    HealthCheckStatus slower =
        status(probed(State.HEALTHY, new ProbeOutcome.Up(Duration.ofMillis(99))));
    HealthCheckStatus other =
        status(probed(State.UNHEALTHY, down(dev.skopos.probe.Reason.TIMED_OUT, "no answer")));

    assertThat(one).isNotEqualTo(slower);
    assertThat(HealthCheckReport.material(one)).isEqualTo(HealthCheckReport.material(slower));
    assertThat(HealthCheckReport.material(one)).isNotEqualTo(HealthCheckReport.material(other));
  }

  private HealthCheckStatus status(CheckSnapshot check) {
    return report.status(CheckScene.resource(), RUNNING, Optional.of(check));
  }

  @Test
  void aConditionKeepsItsTimeWhileItHolds() {
    HealthCheck resource = CheckScene.resource();
    resource.setStatus(status(probed(State.HEALTHY, UP)));
    Instant later = RUN.plusSeconds(600);

    HealthCheckStatus next =
        new HealthCheckReport(() -> later)
            .status(resource, RUNNING, Optional.of(probed(State.HEALTHY, UP)));

    assertThat(next.conditions())
        .allSatisfy(condition -> assertThat(condition.lastTransitionTime()).isEqualTo(NOW));
  }

  @Test
  void aFirstSuccessIsNoNewsAndARecoveryIs() {
    HealthCheckStatus healthy = status(probed(State.HEALTHY, UP));

    assertThat(HealthCheckReport.news(Optional.empty(), healthy)).isEmpty();
    assertThat(HealthCheckReport.news(Optional.of(HealthCheckStatus.State.UNHEALTHY), healthy))
        .map(News::reason)
        .contains("Healthy");
  }
}
