// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.definition;

import dev.skopos.model.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One check of one target. Whether expressions and patterns of the assertions are valid is found
 * out when the check is applied.
 *
 * @param suspend whether the check is at rest
 */
public record CheckDefinition(
    ResourceId id,
    Schedule schedule,
    Retry retry,
    Thresholds thresholds,
    Probe probe,
    List<Assertion> assertions,
    boolean suspend) {

  public CheckDefinition {
    assertions = List.copyOf(assertions);
    if (assertions.stream().map(Assertion::name).distinct().count() < assertions.size()) {
      throw new IllegalArgumentException("spec.assertions: two assertions have the same name");
    }
  }

  /**
   * When the check runs.
   *
   * @param interval from the begin of one run to the begin of the next
   * @param timeout bounds one run with all its attempts; at most the interval
   */
  public record Schedule(Duration interval, Duration timeout) {
    public Schedule {
      if (!interval.isPositive()) {
        throw new IllegalArgumentException("spec.schedule.interval must be positive");
      }
      if (!timeout.isPositive() || timeout.compareTo(interval) > 0) {
        throw new IllegalArgumentException(
            "spec.schedule.timeout must be positive and at most the interval");
      }
    }
  }

  /**
   * Repeated attempts inside one run.
   *
   * @param attempts all of them, the first included; at least 1
   * @param delay from the end of a failed attempt to the begin of the next
   */
  public record Retry(int attempts, Duration delay) {
    public static final Retry NONE = new Retry(1, Duration.ZERO);

    public Retry {
      if (attempts < 1) {
        throw new IllegalArgumentException("spec.retry.attempts must be at least 1");
      }
      if (delay.isNegative()) {
        throw new IllegalArgumentException("spec.retry.delay must not be negative");
      }
    }
  }

  /** How many runs in a row with the same result change the state; each at least 1. */
  public record Thresholds(int failure, int success, int degraded) {
    public static final Thresholds USUAL = new Thresholds(3, 1, 3);

    public Thresholds {
      if (failure < 1 || success < 1 || degraded < 1) {
        throw new IllegalArgumentException("each of spec.thresholds must be at least 1");
      }
    }
  }

  /** For logs and messages: the id and the target. */
  @Override
  public String toString() {
    String names = assertions.stream().map(Assertion::name).collect(Collectors.joining(", "));
    return id + " of " + probe.target() + " asserting [" + names + ']';
  }
}
