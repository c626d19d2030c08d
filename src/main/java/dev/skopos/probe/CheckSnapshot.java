// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe;

import dev.skopos.model.ResourceId;
import dev.skopos.net.tls.CertificateFacts;
import dev.skopos.probe.definition.Assertion;
import dev.skopos.probe.definition.CheckDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Where a check stands.
 *
 * @param definition the check in force
 * @param finding why the state is what it is
 * @param latency empty before the first answer
 * @param certificate what the target showed in the last run, also when it was refused
 * @param lastRun empty before the first run
 * @param history newest first, at most {@value #MAX_HISTORY}
 */
public record CheckSnapshot(
    CheckDefinition definition,
    State state,
    Finding finding,
    Times times,
    Consecutive consecutive,
    Optional<Latency> latency,
    Uptime uptime,
    Optional<CertificateFacts> certificate,
    Optional<LastRun> lastRun,
    List<PastRun> history) {

  public static final int MAX_HISTORY = 10;

  public CheckSnapshot {
    history = List.copyOf(history);
  }

  public ResourceId id() {
    return definition.id();
  }

  /** What is missing so that the check can run at all; empty when it can. */
  public Optional<String> obstacle() {
    return lastRun
        .map(LastRun::outcome)
        .flatMap(
            outcome ->
                outcome instanceof ProbeOutcome.NotRun notRun
                    ? Optional.of(notRun.cause())
                    : Optional.empty());
  }

  /** The state of a check. */
  public enum State {
    HEALTHY,
    DEGRADED,
    UNHEALTHY,
    /** No run has a result yet, or the prober cannot run. */
    UNKNOWN,
    SUSPENDED;

    /** The word that stands in the status: {@code Healthy}. */
    public String word() {
      return switch (this) {
        case HEALTHY -> "Healthy";
        case DEGRADED -> "Degraded";
        case UNHEALTHY -> "Unhealthy";
        case UNKNOWN -> "Unknown";
        case SUSPENDED -> "Suspended";
      };
    }
  }

  /**
   * Why the state is what it is.
   *
   * @param message for people, with the value that was seen; without secrets
   */
  public record Finding(Reason reason, String message) {}

  /**
   * When things happened.
   *
   * @param lastProbe begin of the last run; null: there was none
   * @param lastSuccess begin of the last run that was ok or degraded; null: there was none
   * @param lastTransition when the state changed last; null: it never did
   * @param nextRun null: the check is suspended
   */
  public record Times(
      @Nullable Instant lastProbe,
      @Nullable Instant lastSuccess,
      @Nullable Instant lastTransition,
      @Nullable Instant nextRun) {}

  /** How many of the last runs in a row had that result; degraded runs are successes. */
  public record Consecutive(int failures, int successes) {}

  /**
   * How long the target takes.
   *
   * @param last of the last run that got an answer
   * @param p50 median of {@link #recent}
   * @param p95 95th percentile of {@link #recent}
   * @param recent answered runs, oldest first, at most 60
   */
  public record Latency(
      Duration last, Duration p50, Duration p95, Phases phases, List<Duration> recent) {
    public Latency {
      recent = List.copyOf(recent);
    }
  }

  /** What the parts of the last attempt took; zero for those not reached or not needed. */
  public record Phases(
      Duration resolve, Duration connect, Duration tls, Duration processing, Duration transfer) {}

  /**
   * The ratio of runs that were ok or degraded, from 0 to 1; empty without a run in that time. Runs
   * that could not be made do not count.
   */
  public record Uptime(
      OptionalDouble h1, OptionalDouble h24, OptionalDouble d7, OptionalDouble d30) {}

  /**
   * The last run.
   *
   * @param attempts how many it took
   * @param assertions in the order of the definition; of the last attempt
   */
  public record LastRun(
      Instant time, ProbeOutcome outcome, int attempts, List<AssertionResult> assertions) {
    public LastRun {
      assertions = List.copyOf(assertions);
    }
  }

  /**
   * What became of one assertion.
   *
   * @param expectation what was demanded, for instance {@code $.status equals "UP"}
   * @param seen the value that was there, shortened; empty when there was no answer to look at
   */
  public record AssertionResult(
      String name, Assertion.Impact impact, boolean holds, String expectation, String seen) {}

  /**
   * One run of the past.
   *
   * @param message empty when it was ok
   */
  public record PastRun(
      Instant time, ProbeOutcome.Result result, Duration latency, String message) {}
}
