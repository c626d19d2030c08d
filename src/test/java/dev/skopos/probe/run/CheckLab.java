// SPDX-License-Identifier: Apache-2.0
package dev.skopos.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.net.IpFamily;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.CheckSnapshot.State;
import dev.skopos.probe.definition.Assertion;
import dev.skopos.probe.definition.CheckDefinition;
import dev.skopos.probe.definition.CheckDefinition.Retry;
import dev.skopos.probe.definition.CheckDefinition.Schedule;
import dev.skopos.probe.definition.CheckDefinition.Thresholds;
import dev.skopos.probe.definition.HttpProbe;
import dev.skopos.probe.definition.Probe;
import dev.skopos.probe.definition.StatusPattern;
import dev.skopos.schedule.ManualScheduler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A registry of checks with everything around it in the hands of a test. */
final class CheckLab {

  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final ResourceId ID = new ResourceId("HealthCheck", "shop", "checkout");
  static final Duration MINUTE = Duration.ofMinutes(1);

  ManualScheduler scheduler = new ManualScheduler(START);
  FakeTarget target = new FakeTarget(scheduler);
  final RecordingStore store = new RecordingStore();
  final StatesInMemory states = new StatesInMemory();
  CheckRegistry registry = registry();

  private CheckRegistry registry() {
    return new CheckRegistry(
        new CheckRegistry.Schedulers(scheduler, scheduler),
        target,
        store.store(),
        states,
        new SimpleMeterRegistry());
  }

  /** The process after a stop in good order. */
  void restart() {
    registry.close();
    registry = registry();
  }

  /** The process after a kill: what it had planned does not happen, what it held is not saved. */
  void kill() {
    scheduler = new ManualScheduler(scheduler.clock().instant());
    target = new FakeTarget(scheduler);
    registry = registry();
  }

  CheckSnapshot snapshot() {
    return registry.snapshot(ID).orElseThrow();
  }

  State stateAfterNextRun() {
    scheduler.advance(MINUTE);
    return snapshot().state();
  }

  /** Lets the start be over, and the check run once. */
  void begin(CheckDefinition check) {
    registry.started();
    assertThat(registry.apply(check)).isEqualTo(Applied.ACCEPTED);
    scheduler.advance(Duration.ZERO);
  }

  static Probe http(String url) {
    return new HttpProbe(
        URI.create(url),
        HttpProbe.Request.GET,
        List.of(StatusPattern.SUCCESS),
        HttpProbe.Response.USUAL,
        Optional.empty(),
        IpFamily.ANY);
  }

  /** A check whose state changes after 3 failures, 2 successes, 2 degraded runs. */
  static CheckDefinition check(Duration interval) {
    return new CheckDefinition(
        ID,
        new Schedule(interval, Duration.ofSeconds(1)),
        Retry.NONE,
        new Thresholds(3, 2, 2),
        http("http://checkout.shop/health?token=1"),
        List.of(),
        false);
  }

  static CheckDefinition named(String name, CheckDefinition check) {
    return new CheckDefinition(
        new ResourceId("HealthCheck", "shop", name),
        check.schedule(),
        check.retry(),
        check.thresholds(),
        check.probe(),
        check.assertions(),
        check.suspend());
  }

  static CheckDefinition probing(Probe probe, CheckDefinition check) {
    return new CheckDefinition(
        check.id(),
        check.schedule(),
        check.retry(),
        check.thresholds(),
        probe,
        check.assertions(),
        check.suspend());
  }

  static CheckDefinition suspended(CheckDefinition check) {
    return new CheckDefinition(
        check.id(),
        check.schedule(),
        check.retry(),
        check.thresholds(),
        check.probe(),
        check.assertions(),
        true);
  }

  static CheckDefinition asserting(String cel, Assertion.Impact impact) {
    return asserting(new Assertion.Condition.Cel(cel), impact);
  }

  /** A check with one assertion, named {@code up}. */
  static CheckDefinition asserting(Assertion.Condition condition, Assertion.Impact impact) {
    CheckDefinition check = check(MINUTE);
    return new CheckDefinition(
        check.id(),
        check.schedule(),
        check.retry(),
        check.thresholds(),
        check.probe(),
        List.of(new Assertion("up", impact, condition)),
        false);
  }
}
