// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.model.ResourceId;
import dev.skopos.schedule.Scheduler.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one forecast on its interval, and writes its series again each minute until the next run,
 * since queries look back five minutes. Thread-safe.
 */
final class CapacityRunner {

  private static final Duration REPEAT = Duration.ofSeconds(60);
  private static final int SLOTS = 1000;

  private final ResourceId id;
  private final CapacityEnvironment environment;
  private final Consumer<ResourceId> changed;

  /** Held while the forecast is made: guards the assessor. */
  private final ReentrantLock making = new ReentrantLock();

  private final Assessor assessor;

  /** Held while results are published: guards the series and the snapshot. */
  private final ReentrantLock publishing = new ReentrantLock();

  private final WrittenSeries series;

  private volatile @Nullable CapacityDefinition wanted;
  private volatile @Nullable CapacitySnapshot snapshot;
  private List<Task> tasks = List.of();

  CapacityRunner(
      ResourceId id,
      CapacityEnvironment environment,
      Outlooks outlooks,
      Consumer<ResourceId> changed) {
    this.id = id;
    this.environment = environment;
    this.changed = changed;
    this.assessor = new Assessor(environment, outlooks);
    this.series = new WrittenSeries(environment.samples());
  }

  boolean wants(CapacityDefinition definition) {
    return definition.equals(wanted);
  }

  Optional<CapacitySnapshot> snapshot() {
    return Optional.ofNullable(snapshot);
  }

  /** Goes on with another definition; the first forecast is made at once. */
  synchronized void want(CapacityDefinition definition) {
    tasks.forEach(Task::cancel);
    wanted = definition;
    snapshot = definition.suspend() ? CapacitySnapshot.unknown(definition) : carried(definition);
    tasks = definition.suspend() ? List.of(ending()) : working(definition);
  }

  /** What is known of resources that did not change still holds. */
  private CapacitySnapshot carried(CapacityDefinition definition) {
    CapacitySnapshot before = snapshot;
    if (before == null || before.definition().suspend()) {
      return CapacitySnapshot.unknown(definition);
    }
    List<ResourceSnapshot> resources =
        definition.resources().stream()
            .map(
                resource ->
                    before
                        .resource(resource.name())
                        .filter(known -> known.resource().equals(resource))
                        .orElseGet(() -> ResourceSnapshot.unknown(resource)))
            .toList();
    return new CapacitySnapshot(
        definition, before.risk(), resources, 0, before.lastForecast(), before.lastTransition());
  }

  private List<Task> working(CapacityDefinition definition) {
    Instant now = environment.forecasts().clock().instant();
    int slot = Math.floorMod(id.hashCode(), SLOTS) + 1;
    Duration spread = definition.interval().multipliedBy(slot).dividedBy(SLOTS);
    List<Task> tasks = new ArrayList<>();
    tasks.add(
        environment
            .forecasts()
            .every(now.plus(spread), definition.interval(), _ -> run(definition)));
    tasks.add(environment.upkeep().every(now.plus(REPEAT), REPEAT, _ -> repeat(definition)));
    if (TargetReadings.concern(definition)) {
      tasks.add(environment.upkeep().at(now, () -> look(definition, true)));
      tasks.add(environment.upkeep().every(now.plus(REPEAT), REPEAT, _ -> look(definition, false)));
    } else {
      tasks.add(environment.upkeep().at(now, this::forgetTarget));
      tasks.add(environment.forecasts().at(now, () -> run(definition)));
    }
    return List.copyOf(tasks);
  }

  /** Looks at the target, and forecasts anew when it has another limit, as after a resize. */
  private void look(CapacityDefinition definition, boolean first) {
    boolean changed;
    making.lock();
    try {
      changed =
          wants(definition) && assessor.look(definition, environment.upkeep().clock().instant());
    } finally {
      making.unlock();
    }
    if (first || changed) {
      Instant now = environment.forecasts().clock().instant();
      Task _ = environment.forecasts().at(now, () -> run(definition));
    }
  }

  private void forgetTarget() {
    making.lock();
    try {
      CapacityDefinition definition = wanted;
      if (definition == null || definition.suspend() || !TargetReadings.concern(definition)) {
        assessor.forgetTarget(environment.upkeep().clock().instant());
      }
    } finally {
      making.unlock();
    }
  }

  /** No more forecasts; the series end. */
  synchronized void close() {
    tasks.forEach(Task::cancel);
    wanted = null;
    tasks = List.of(ending());
  }

  private Task ending() {
    return environment.upkeep().at(environment.upkeep().clock().instant(), this::end);
  }

  private void run(CapacityDefinition definition) {
    making.lock();
    try {
      if (!wants(definition)) {
        return;
      }
      Instant now = environment.forecasts().clock().instant();
      publish(definition, assessor.assess(definition, snapshot(), now), now);
    } finally {
      making.unlock();
    }
    changed.accept(id);
  }

  private void publish(
      CapacityDefinition definition, List<ResourceSnapshot> resources, Instant now) {
    publishing.lock();
    try {
      if (!wants(definition)) {
        return;
      }
      CapacitySnapshot before = Objects.requireNonNull(snapshot);
      Risk risk = resources.stream().map(ResourceSnapshot::risk).reduce(Risk.UNKNOWN, Risk::worse);
      boolean first = before.lastForecast() == null;
      Instant transition = first || risk == before.risk() ? before.lastTransition() : now;
      CapacitySnapshot next = new CapacitySnapshot(definition, risk, resources, 0, now, transition);
      write(next);
      snapshot = next;
    } finally {
      publishing.unlock();
    }
  }

  private void write(CapacitySnapshot state) {
    Instant now = environment.upkeep().clock().instant();
    series.write(CapacitySeries.values(state, now), now);
  }

  private void repeat(CapacityDefinition definition) {
    publishing.lock();
    try {
      CapacitySnapshot known = snapshot;
      if (wants(definition) && known != null && known.lastForecast() != null) {
        write(known);
      }
    } finally {
      publishing.unlock();
    }
  }

  private void end() {
    forgetTarget();
    publishing.lock();
    try {
      CapacityDefinition definition = wanted;
      if (definition == null || definition.suspend()) {
        series.write(Map.of(), environment.upkeep().clock().instant());
      }
    } finally {
      publishing.unlock();
    }
  }
}
