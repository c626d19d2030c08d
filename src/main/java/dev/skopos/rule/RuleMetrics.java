// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** Metrics of all rules together; {@code skopos_rule_...} and {@code skopos_alerts}. */
final class RuleMetrics {
  private final MeterRegistry registry;
  private final Counter evaluations;
  private final Counter failures;
  private final Counter missed;
  private final Timer duration;
  private final Timer lag;

  RuleMetrics(MeterRegistry registry) {
    this.registry = registry;
    evaluations = counter("skopos.rule.evaluations", "Evaluations of rules");
    failures =
        counter("skopos.rule.evaluation.failures", "Evaluations that failed and held the state");
    missed =
        counter(
            "skopos.rule.evaluations.missed",
            "Evaluations left out since the one before took longer than the interval");
    duration = timer("skopos.rule.evaluation.duration", "How long evaluations take");
    lag = timer("skopos.rule.evaluation.lag", "How much later than planned evaluations begin");
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  private Timer timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .serviceLevelObjectives(
            Duration.ofMillis(1),
            Duration.ofMillis(10),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10))
        .register(registry);
  }

  /** Shows how many alerts are in a state. */
  void countAlerts(String state, Supplier<Number> count) {
    Gauge.builder("skopos.alerts", count)
        .description("Active alerts of rules")
        .tag("state", state)
        .strongReference(true)
        .register(registry);
  }

  /** An iteration of a group begins this much later than planned. */
  void began(Duration late) {
    lag.record(late.isNegative() ? Duration.ZERO : late);
  }

  /** A rule was evaluated. */
  void evaluated(Duration took, boolean failed) {
    evaluations.increment();
    duration.record(took);
    if (failed) {
      failures.increment();
    }
  }

  void missed(long slots) {
    missed.increment((double) slots);
  }
}
