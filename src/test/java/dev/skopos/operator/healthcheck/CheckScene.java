// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.healthcheck;

import dev.skopos.api.v1alpha1.healthcheck.HealthCheck;
import dev.skopos.mapping.HealthCheckMapper;
import dev.skopos.net.tls.CertificateFacts;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.probe.ProbeOutcome;
import dev.skopos.probe.Reason;
import dev.skopos.probe.definition.Assertion;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A check of a shop and how it may stand. */
final class CheckScene {

  static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  static final Instant RUN = NOW.minusSeconds(20);

  private CheckScene() {}

  static HealthCheck resource() {
    return resource("");
  }

  /** The third generation. */
  static HealthCheck resource(String more) {
    return Serialization.unmarshal(
        """
        apiVersion: skopos.dev/v1alpha1
        kind: HealthCheck
        metadata: {namespace: shop, name: checkout, generation: 3}
        spec:
          http: {url: "https://checkout.shop/health"}
          %s
        """
            .formatted(more),
        HealthCheck.class);
  }

  /** Before the first run. */
  static CheckSnapshot unprobed(HealthCheck resource) {
    return new CheckSnapshot(
        new HealthCheckMapper().toCheck(resource),
        State.UNKNOWN,
        new CheckSnapshot.Finding(Reason.NOT_PROBED_YET, "the first run is about to come"),
        new CheckSnapshot.Times(null, null, null, NOW.plusSeconds(1)),
        new CheckSnapshot.Consecutive(0, 0),
        Optional.empty(),
        new CheckSnapshot.Uptime(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty()),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  static CheckSnapshot probed(
      HealthCheck resource,
      State state,
      ProbeOutcome outcome,
      List<CheckSnapshot.AssertionResult> assertions) {
    boolean failed = outcome.result() == ProbeOutcome.Result.FAILED;
    return new CheckSnapshot(
        new HealthCheckMapper().toCheck(resource),
        state,
        new CheckSnapshot.Finding(outcome.because(), outcome.explanation()),
        new CheckSnapshot.Times(
            RUN, failed ? RUN.minusSeconds(180) : RUN, NOW.minusSeconds(3600), NOW.plusSeconds(40)),
        new CheckSnapshot.Consecutive(failed ? 3 : 0, failed ? 0 : 7),
        Optional.of(latency()),
        new CheckSnapshot.Uptime(
            OptionalDouble.of(0.99999),
            OptionalDouble.of(1),
            OptionalDouble.of(0.5),
            OptionalDouble.empty()),
        Optional.empty(),
        Optional.of(new CheckSnapshot.LastRun(RUN, outcome, 1, assertions)),
        List.of(
            new CheckSnapshot.PastRun(
                RUN, outcome.result(), outcome.duration(), outcome.explanation()),
            new CheckSnapshot.PastRun(
                RUN.minusSeconds(60), ProbeOutcome.Result.OK, Duration.ofMillis(40), "")));
  }

  private static CheckSnapshot.Latency latency() {
    return new CheckSnapshot.Latency(
        Duration.ofMillis(41),
        Duration.ofMillis(38),
        Duration.ofMillis(120),
        new CheckSnapshot.Phases(
            Duration.ofMillis(2),
            Duration.ofMillis(3),
            Duration.ofMillis(9),
            Duration.ofMillis(27),
            Duration.ZERO),
        List.of(Duration.ofMillis(38), Duration.ofMillis(41)));
  }

  static CheckSnapshot withCertificate(CheckSnapshot check, Instant end) {
    return new CheckSnapshot(
        check.definition(),
        check.state(),
        check.finding(),
        check.times(),
        check.consecutive(),
        check.latency(),
        check.uptime(),
        Optional.of(
            new CertificateFacts(
                "CN=checkout.shop",
                "CN=Shop CA",
                new CertificateFacts.Validity(
                    end.minus(Duration.ofDays(90)), end.plus(Duration.ofDays(1)), end),
                List.of("checkout.shop", "checkout"),
                "1f",
                "00ff")),
        check.lastRun(),
        check.history());
  }

  static CheckSnapshot.AssertionResult status(boolean holds, String seen) {
    return new CheckSnapshot.AssertionResult(
        "status", Assertion.Impact.FAILING, holds, "$.status equals \"UP\"", seen);
  }
}
