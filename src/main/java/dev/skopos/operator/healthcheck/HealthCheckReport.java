// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.healthcheck;

import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.Condition.Status;
import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.healthcheck.HealthCheck;
import dev.skopos.api.v1alpha1.healthcheck.HealthCheckStatus;
import dev.skopos.api.v1alpha1.healthcheck.HealthCheckStatus.State;
import dev.skopos.kube.ClusterEvent;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Conditions;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusValues;
import dev.skopos.probe.CheckSnapshot;
import dev.skopos.probe.ProbeOutcome;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the status of a HealthCheck; pure but for its clock. */
final class HealthCheckReport {

  private static final String HEALTHY = "Healthy";
  private static final int MAX_NAMES = 20;

  private final InstantSource clock;

  HealthCheckReport(InstantSource clock) {
    this.clock = clock;
  }

  HealthCheckStatus status(
      HealthCheck resource, Standing standing, Optional<CheckSnapshot> snapshot) {
    CheckSnapshot check = snapshot.orElse(null);
    List<Condition> conditions = conditions(resource, standing, snapshot);
    Long generation = resource.getMetadata().getGeneration();
    Map<String, String> triggers = standing.handledTriggers();
    if (check == null) {
      return new HealthCheckStatus(
          generation,
          standing.acceptedGeneration(),
          State.UNKNOWN,
          conditions,
          triggers,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          List.of(),
          List.of());
    }
    return new HealthCheckStatus(
        generation,
        standing.acceptedGeneration(),
        State.valueOf(check.state().name()),
        conditions,
        triggers,
        StatusValues.time(check.times().lastProbe()),
        StatusValues.time(check.times().lastSuccess()),
        StatusValues.time(check.times().lastTransition()),
        new HealthCheckStatus.Consecutive(
            check.consecutive().failures(), check.consecutive().successes()),
        check.latency().map(HealthCheckReport::latency).orElse(null),
        uptime(check.uptime()),
        check.certificate().map(HealthCheckReport::certificate).orElse(null),
        check.lastRun().map(HealthCheckReport::assertions).orElse(List.of()),
        check.history().stream().map(HealthCheckReport::run).toList());
  }

  private List<Condition> conditions(
      HealthCheck resource, Standing standing, Optional<CheckSnapshot> snapshot) {
    Conditions conditions =
        new Conditions(
            before(resource).map(HealthCheckStatus::conditions).orElse(List.of()),
            Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L),
            clock.instant());
    boolean suspended =
        snapshot.map(CheckSnapshot::state).equals(Optional.of(CheckSnapshot.State.SUSPENDED));
    conditions.setResource(standing, suspended);
    snapshot.ifPresent(check -> setObserved(conditions, check));
    return conditions.list();
  }

  static Optional<HealthCheckStatus> before(HealthCheck resource) {
    return Optional.ofNullable(resource.getStatus());
  }

  private void setObserved(Conditions conditions, CheckSnapshot check) {
    conditions.set(
        HEALTHY,
        switch (check.state()) {
          // A degraded target does its work; the state and the reason tell the difference.
          case HEALTHY, DEGRADED -> Status.TRUE;
          case UNHEALTHY -> Status.FALSE;
          case UNKNOWN, SUSPENDED -> Status.UNKNOWN;
        },
        check.finding().reason().word(),
        sentence(check.finding().message(), check.state().word()));
    CertificateCondition.of(check, clock.instant())
        .ifPresent(
            found ->
                conditions.set(
                    CertificateCondition.TYPE,
                    found.status(),
                    found.reason().word(),
                    found.message()));
  }

  private static String sentence(String message, String otherwise) {
    return message.isEmpty() ? otherwise : message;
  }

  private static HealthCheckStatus.Latency latency(CheckSnapshot.Latency latency) {
    return new HealthCheckStatus.Latency(
        Interval.of(latency.last()),
        Interval.of(latency.p50()),
        Interval.of(latency.p95()),
        phases(latency.phases()));
  }

  /** Null when there is none: server-side apply turns an empty object into a null. */
  private static HealthCheckStatus.@Nullable Phases phases(CheckSnapshot.Phases phases) {
    HealthCheckStatus.Phases parts =
        new HealthCheckStatus.Phases(
            StatusValues.phase(phases.resolve()),
            StatusValues.phase(phases.connect()),
            StatusValues.phase(phases.tls()),
            StatusValues.phase(phases.processing()),
            StatusValues.phase(phases.transfer()));
    return parts.equals(new HealthCheckStatus.Phases(null, null, null, null, null)) ? null : parts;
  }

  private static HealthCheckStatus.@Nullable Uptime uptime(CheckSnapshot.Uptime uptime) {
    HealthCheckStatus.Uptime ratios =
        new HealthCheckStatus.Uptime(
            StatusValues.ratio(uptime.h1()),
            StatusValues.ratio(uptime.h24()),
            StatusValues.ratio(uptime.d7()),
            StatusValues.ratio(uptime.d30()));
    return ratios.equals(new HealthCheckStatus.Uptime(null, null, null, null)) ? null : ratios;
  }

  private static HealthCheckStatus.Certificate certificate(
      dev.skopos.net.tls.CertificateFacts facts) {
    return new HealthCheckStatus.Certificate(
        StatusValues.time(facts.validity().earliestNotAfter()),
        facts.issuer(),
        facts.dnsNames().stream().limit(MAX_NAMES).toList());
  }

  private static List<HealthCheckStatus.AssertionResult> assertions(CheckSnapshot.LastRun run) {
    return run.assertions().stream()
        .map(
            result ->
                new HealthCheckStatus.AssertionResult(
                    result.name(),
                    result.holds(),
                    result.seen().isEmpty() ? null : result.seen(),
                    result.holds() ? null : "expected: " + result.expectation()))
        .toList();
  }

  private static HealthCheckStatus.Run run(CheckSnapshot.PastRun run) {
    return new HealthCheckStatus.Run(
        Objects.requireNonNull(StatusValues.time(run.time())),
        result(run.result()),
        StatusValues.phase(run.latency()),
        run.message().isEmpty() ? null : run.message());
  }

  private static HealthCheckStatus.Result result(ProbeOutcome.Result result) {
    return switch (result) {
      case OK -> HealthCheckStatus.Result.OK;
      case DEGRADED -> HealthCheckStatus.Result.DEGRADED;
      case FAILED -> HealthCheckStatus.Result.FAILED;
      case NOT_RUN -> HealthCheckStatus.Result.UNKNOWN;
    };
  }

  /** The status without what every run changes. */
  static HealthCheckStatus material(HealthCheckStatus status) {
    return new HealthCheckStatus(
        status.observedGeneration(),
        status.acceptedGeneration(),
        status.state(),
        Conditions.material(status.conditions()),
        status.handledTriggers(),
        null,
        null,
        status.lastTransitionTime(),
        null,
        null,
        null,
        status.certificate(),
        List.of(),
        List.of());
  }

  /** What to tell when the state became that of the status; a first success is no news. */
  static Optional<News> news(Optional<State> before, HealthCheckStatus status) {
    boolean wasBad =
        before.filter(state -> state == State.UNHEALTHY || state == State.DEGRADED).isPresent();
    String message = message(status);
    return switch (Objects.requireNonNullElse(status.state(), State.UNKNOWN)) {
      case UNHEALTHY -> Optional.of(new News(ClusterEvent.Type.WARNING, "Unhealthy", message));
      case DEGRADED -> Optional.of(new News(ClusterEvent.Type.WARNING, "Degraded", message));
      case HEALTHY ->
          wasBad
              ? Optional.of(new News(ClusterEvent.Type.NORMAL, "Healthy", message))
              : Optional.empty();
      case UNKNOWN, SUSPENDED -> Optional.empty();
    };
  }

  private static String message(HealthCheckStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(HEALTHY))
        .map(Condition::message)
        .findFirst()
        .orElse("");
  }
}
