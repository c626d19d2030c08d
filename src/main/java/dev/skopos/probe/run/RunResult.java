// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.probe.CheckSnapshot.AssertionResult;
import dev.skopos.probe.ProbeOutcome;
import dev.skopos.probe.prober.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one run of a check gave.
 *
 * @param begin when it began
 * @param took all attempts and the pauses between them
 * @param measurement of the last attempt; empty when none could be made
 */
record RunResult(
    Instant begin,
    Duration took,
    ProbeOutcome outcome,
    int attempts,
    Optional<Measurement> measurement,
    List<AssertionResult> assertions) {

  RunResult {
    assertions = List.copyOf(assertions);
  }
}
