// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.metricsource;

import dev.skopos.api.v1alpha1.Condition;
import dev.skopos.api.v1alpha1.Condition.Status;
import dev.skopos.api.v1alpha1.metricsource.MetricSource;
import dev.skopos.api.v1alpha1.metricsource.MetricSourceStatus;
import dev.skopos.api.v1alpha1.metricsource.MetricSourceStatus.Failure;
import dev.skopos.api.v1alpha1.metricsource.MetricSourceStatus.State;
import dev.skopos.kube.ClusterEvent;
import dev.skopos.operator.status.Announcer.News;
import dev.skopos.operator.status.Conditions;
import dev.skopos.operator.status.Reason;
import dev.skopos.operator.status.Standing;
import dev.skopos.operator.status.StatusValues;
import dev.skopos.scrape.SourceSnapshot;
import dev.skopos.scrape.TargetSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the status of a MetricSource; pure but for its clock. */
final class MetricSourceReport {

  private static final String TARGETS_UP = "TargetsUp";
  private static final int NAMED_FAILURES = 5;
  private static final int MAX_MESSAGE = 500;

  private final InstantSource clock;

  MetricSourceReport(InstantSource clock) {
    this.clock = clock;
  }

  /** What is to be known of a source that is ready nevertheless. */
  static Optional<Standing.Problem> caveat(Optional<SourceSnapshot> snapshot) {
    return snapshot
        .map(SourceSnapshot::problem)
        .filter(problem -> !problem.isEmpty())
        .map(problem -> new Standing.Problem(Reason.TARGET_LEFT_OUT, problem));
  }

  MetricSourceStatus status(
      MetricSource resource, Standing standing, Optional<SourceSnapshot> snapshot) {
    SourceSnapshot source = snapshot.orElse(null);
    State state = source == null ? State.UNKNOWN : state(source);
    return new MetricSourceStatus(
        resource.getMetadata().getGeneration(),
        standing.acceptedGeneration(),
        state,
        conditions(resource, standing, source, state),
        source == null ? null : targets(source),
        source == null ? null : samples(source),
        source == null ? null : lastScrape(source),
        source == null ? List.of() : failures(source));
  }

  private static State state(SourceSnapshot source) {
    if (source.definition().suspend()) {
      return State.SUSPENDED;
    }
    if (source.targets().isEmpty()) {
      return State.NO_TARGETS;
    }
    if (source.down() > 0) {
      return source.up() > 0 ? State.DEGRADED : State.DOWN;
    }
    return source.up() > 0 ? State.UP : State.UNKNOWN;
  }

  private List<Condition> conditions(
      MetricSource resource, Standing standing, @Nullable SourceSnapshot source, State state) {
    Conditions conditions =
        new Conditions(
            before(resource).map(MetricSourceStatus::conditions).orElse(List.of()),
            Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L),
            clock.instant());
    conditions.setResource(standing, state == State.SUSPENDED);
    if (source != null) {
      setTargetsUp(conditions, source, state);
    }
    return conditions.list();
  }

  static Optional<MetricSourceStatus> before(MetricSource resource) {
    return Optional.ofNullable(resource.getStatus());
  }

  private static void setTargetsUp(Conditions conditions, SourceSnapshot source, State state) {
    switch (state) {
      case UP -> conditions.set(TARGETS_UP, Status.TRUE, "AllUp", "%d up".formatted(source.up()));
      case DEGRADED -> conditions.set(TARGETS_UP, Status.FALSE, "SomeDown", summary(source));
      case DOWN -> conditions.set(TARGETS_UP, Status.FALSE, "AllDown", summary(source));
      case NO_TARGETS ->
          conditions.set(
              TARGETS_UP,
              Status.UNKNOWN,
              "NoTargets",
              source.droppedCount() == 0
                  ? "there is no target"
                  : "relabelings drop all %d targets".formatted(source.droppedCount()));
      case UNKNOWN ->
          conditions.set(
              TARGETS_UP, Status.UNKNOWN, "NotScrapedYet", "the first scrape is about to come");
      case SUSPENDED ->
          conditions.set(TARGETS_UP, Status.UNKNOWN, "Suspended", "the source is suspended");
    }
  }

  private static String summary(SourceSnapshot source) {
    Failure first = failures(source).getFirst();
    return "%d up, %d down; %s: %s"
        .formatted(source.up(), source.down(), first.instance(), first.message());
  }

  private static MetricSourceStatus.Targets targets(SourceSnapshot source) {
    int up = (int) source.up();
    int down = (int) source.down();
    return new MetricSourceStatus.Targets(
        up, down, source.targets().size() - up - down, source.droppedCount());
  }

  private static long samples(SourceSnapshot source) {
    return source.targets().stream().mapToLong(TargetSnapshot::samples).sum();
  }

  private static @Nullable Instant lastScrape(SourceSnapshot source) {
    return StatusValues.time(
        source.targets().stream()
            .map(TargetSnapshot::lastScrape)
            .flatMap(Optional::stream)
            .max(Comparator.naturalOrder())
            .orElse(null));
  }

  private static List<Failure> failures(SourceSnapshot source) {
    return source.targets().stream()
        .filter(target -> target.health() == TargetSnapshot.Health.DOWN)
        .sorted(Comparator.comparing(TargetSnapshot::labels))
        .limit(NAMED_FAILURES)
        .map(target -> new Failure(target.labels().get("instance"), shortened(target.error())))
        .toList();
  }

  private static String shortened(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
  }

  /** The status without what every scrape changes. */
  static MetricSourceStatus material(MetricSourceStatus status) {
    return new MetricSourceStatus(
        status.observedGeneration(),
        status.acceptedGeneration(),
        status.state(),
        Conditions.material(status.conditions()),
        status.targets(),
        null,
        null,
        List.of());
  }

  /** What to tell when the state became that of the status; a first success is no news. */
  static Optional<News> news(Optional<State> before, MetricSourceStatus status) {
    boolean wasBad =
        before.filter(state -> state == State.DOWN || state == State.DEGRADED).isPresent();
    String message = message(status);
    return switch (Objects.requireNonNullElse(status.state(), State.UNKNOWN)) {
      case DOWN -> Optional.of(new News(ClusterEvent.Type.WARNING, "TargetsDown", message));
      case DEGRADED -> Optional.of(new News(ClusterEvent.Type.WARNING, "SomeTargetsDown", message));
      case UP ->
          wasBad
              ? Optional.of(new News(ClusterEvent.Type.NORMAL, "TargetsUp", message))
              : Optional.empty();
      case NO_TARGETS, UNKNOWN, SUSPENDED -> Optional.empty();
    };
  }

  private static String message(MetricSourceStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type().equals(TARGETS_UP))
        .map(Condition::message)
        .findFirst()
        .orElse("");
  }
}
