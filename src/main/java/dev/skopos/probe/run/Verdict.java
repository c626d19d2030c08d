// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.probe.CheckSnapshot.AssertionResult;
import dev.skopos.probe.ProbeOutcome;
import dev.skopos.probe.Reason;
import dev.skopos.probe.definition.Assertion.Impact;
import dev.skopos.probe.prober.Measurement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Turns a measurement and what became of the assertions into an outcome. */
final class Verdict {

  private Verdict() {}

  static ProbeOutcome of(Measurement measured, List<AssertionResult> assertions) {
    Duration took = measured.timings().total();
    if (measured.failure().isPresent()) {
      Measurement.Problem problem = measured.failure().get();
      return new ProbeOutcome.Down(took, problem.reason(), problem.message());
    }
    String failing = broken(assertions, Impact.FAILING);
    if (!failing.isEmpty()) {
      return new ProbeOutcome.Down(took, Reason.ASSERTION_FAILED, failing);
    }
    String degrading = broken(assertions, Impact.DEGRADED);
    if (!degrading.isEmpty()) {
      return new ProbeOutcome.Degraded(took, Reason.ASSERTION_FAILED, degrading);
    }
    if (measured.warning().isPresent()) {
      Measurement.Problem problem = measured.warning().get();
      return new ProbeOutcome.Degraded(took, problem.reason(), problem.message());
    }
    return new ProbeOutcome.Up(took);
  }

  /** The assertions with this impact that do not hold, in words; empty when all do. */
  private static String broken(List<AssertionResult> assertions, Impact impact) {
    return assertions.stream()
        .filter(assertion -> !assertion.holds() && assertion.impact() == impact)
        .map(
            assertion ->
                "assertion \"%s\" failed: %s, saw %s"
                    .formatted(assertion.name(), assertion.expectation(), assertion.seen()))
        .collect(Collectors.joining("; "));
  }
}
