// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.probe.CheckSnapshot.AssertionResult;
import dev.skopos.probe.ProbeOutcome;
import dev.skopos.probe.definition.Assertion;
import dev.skopos.probe.definition.Assertion.Condition;
import dev.skopos.probe.definition.Assertion.Impact;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.prober.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

  /**
   * Whether the answer was as the probe wants it, but not its headers or body: what
   * blackbox_exporter tells by {@code probe_failed_due_to_regex}.
   */
  boolean failedByText(CheckDefinition check) {
    Set<String> onText =
        check.assertions().stream()
            .filter(each -> each.impact() == Impact.FAILING && looksAtText(each.condition()))
            .map(Assertion::name)
            .collect(Collectors.toSet());
    return measurement.filter(measured -> measured.failure().isEmpty()).isPresent()
        && assertions.stream().anyMatch(each -> !each.holds() && onText.contains(each.name()));
  }

  private static boolean looksAtText(Condition condition) {
    return switch (condition) {
      case Condition.Header _, Condition.Body _ -> true;
      case Condition.Cel _, Condition.JsonPath _ -> false;
    };
  }
}
