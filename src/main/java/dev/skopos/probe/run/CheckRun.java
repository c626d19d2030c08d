// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import dev.skopos.net.Deadline;
import dev.skopos.probe.CheckSnapshot.AssertionResult;
import dev.skopos.probe.ProbeOutcome;
import dev.skopos.probe.Reason;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.expect.Expectations;
import dev.skopos.probe.prober.Measurement;
import dev.skopos.probe.prober.Prober;
import dev.skopos.probe.prober.UnusableSecretException;
import dev.skopos.schedule.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes one run of a check: attempts until one succeeds, all of them inside the timeout. */
final class CheckRun {

  private static final Logger LOG = Logger.getLogger(CheckRun.class);

  private final Scheduler scheduler;
  private final Prober prober;

  CheckRun(Scheduler scheduler, Prober prober) {
    this.scheduler = scheduler;
    this.prober = prober;
  }

  private record Attempt(Measurement measured, List<AssertionResult> assertions) {
    ProbeOutcome outcome() {
      return Verdict.of(measured, assertions);
    }
  }

  /**
   * Runs the check once.
   *
   * @throws InterruptedException when the run was given up, since the check changed or is gone
   */
  RunResult perform(CheckDefinition check, Expectations expectations) throws InterruptedException {
    Instant begin = scheduler.clock().instant();
    long start = System.nanoTime();
    try {
      Deadline deadline = Deadline.after(check.schedule().timeout());
      int attempts = 1;
      Attempt last = attempt(check, expectations, deadline);
      while (last.outcome() instanceof ProbeOutcome.Down
          && attempts < check.retry().attempts()
          && deadline.remaining().compareTo(check.retry().delay()) > 0) {
        scheduler.pause(check.retry().delay());
        attempts++;
        last = attempt(check, expectations, deadline);
      }
      return new RunResult(
          begin,
          since(start),
          last.outcome(),
          attempts,
          Optional.of(last.measured),
          last.assertions);
    } catch (UnusableSecretException e) {
      return notRun(begin, new ProbeOutcome.NotRun(e.reason(), e.sentence()), expectations);
    } catch (RuntimeException e) {
      LOG.errorf(e, "%s: the prober failed", check.id());
      return notRun(
          begin,
          new ProbeOutcome.NotRun(
              Reason.PROBER_FAILED, "the prober failed: " + e.getClass().getSimpleName()),
          expectations);
    }
  }

  private Attempt attempt(CheckDefinition check, Expectations expectations, Deadline deadline)
      throws UnusableSecretException, InterruptedException {
    Measurement measured = prober.attempt(check.probe(), deadline);
    List<AssertionResult> assertions =
        measured
            .response()
            .map(response -> expectations.judge(response, deadline))
            .orElseGet(expectations::unanswered);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return new Attempt(measured, assertions);
  }

  private static RunResult notRun(
      Instant begin, ProbeOutcome.NotRun outcome, Expectations expectations) {
    return new RunResult(
        begin, Duration.ZERO, outcome, 0, Optional.empty(), expectations.unanswered());
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
