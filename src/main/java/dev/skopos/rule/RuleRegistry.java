// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.schedule.Scheduler;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All alert rules. What is applied is evaluated at once and then on its interval, with the state
 * machine of Prometheus; alerts of a rule that is suspended or removed end with the reason {@code
 * RULE_REMOVED}. Thread-safe; no method waits for an evaluation.
 */
public final class RuleRegistry {
  private final RuleEnvironment environment;
  private final Scheduler scheduler;
  private final RuleMetrics metrics;
  private final Map<ResourceId, RuleRunner> runners = new ConcurrentHashMap<>();
  private final AtomicBoolean leftoversEnded = new AtomicBoolean();
  private final List<Consumer<ResourceId>> listeners = new CopyOnWriteArrayList<>();

  /** A registry without rules, which knows what alerts there were before a restart. */
  public RuleRegistry(RuleEnvironment environment, Scheduler scheduler, MeterRegistry meters) {
    this.environment = environment;
    this.scheduler = scheduler;
    this.metrics = new RuleMetrics(meters);
    metrics.countAlerts(
        "firing", () -> runners.values().stream().mapToInt(RuleRunner::firing).sum());
    metrics.countAlerts(
        "pending", () -> runners.values().stream().mapToInt(RuleRunner::pending).sum());
  }

  /**
   * Puts a rule into force. Alerts whose labels the new definition leaves as they are go on.
   *
   * @return rejected with {@code InvalidExpression}, {@code InvalidTemplate} or {@code
   *     InvalidLabel}
   */
  public Applied apply(RuleDefinition definition) {
    RuleRunner known = runners.get(definition.id());
    if (known != null && known.wants(definition)) {
      return Applied.ACCEPTED;
    }
    CompiledRule rule;
    try {
      rule = CompiledRule.compile(definition);
    } catch (InvalidRuleException e) {
      return new Applied.Rejected(e.reason(), Objects.toString(e.getMessage()));
    }
    runners.compute(definition.id(), (id, runner) -> wanting(rule, runner, id));
    tell(definition.id());
    return Applied.ACCEPTED;
  }

  private RuleRunner wanting(
      @Nullable CompiledRule rule, @Nullable RuleRunner known, ResourceId id) {
    RuleRunner runner =
        known == null ? new RuleRunner(id, environment, scheduler, metrics, this::changed) : known;
    runner.want(rule);
    return runner;
  }

  public void remove(ResourceId id) {
    runners.computeIfPresent(
        id, (_, runner) -> runner.isWanted() ? wanting(null, runner, id) : runner);
    tell(id);
  }

  /** Removes all others, among them those that were deleted while the process did not run. */
  public void retainOnly(Set<ResourceId> ids) {
    Set<ResourceId> present = new HashSet<>(runners.keySet());
    present.removeAll(ids);
    present.forEach(this::remove);
    if (!leftoversEnded.getAndSet(true)) {
      Set<ResourceId> leftovers = new HashSet<>(environment.states().ids());
      leftovers.removeAll(ids);
      leftovers.forEach(id -> runners.computeIfAbsent(id, _ -> wanting(null, null, id)));
    }
  }

  public Optional<RuleSnapshot> snapshot(ResourceId id) {
    return Optional.ofNullable(runners.get(id)).flatMap(RuleRunner::snapshot);
  }

  /** In ascending order of ids. */
  public List<RuleSnapshot> snapshots() {
    return runners.values().stream()
        .map(RuleRunner::snapshot)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(each -> each.definition().id()))
        .toList();
  }

  /**
   * Calls the listener when a rule's state, alerts, problem or definition changed; not for new
   * values.
   */
  public void onChange(Consumer<ResourceId> listener) {
    listeners.add(listener);
  }

  private void changed(RuleRunner runner) {
    ResourceId id = runner.id();
    // A rule that is gone stays until its alerts have ended: one that is created anew meanwhile
    // goes
    // on in the same runner, as two would write and hand over the same alerts.
    runners.computeIfPresent(id, (_, known) -> known == runner && known.isOver() ? null : known);
    tell(id);
  }

  private void tell(ResourceId id) {
    listeners.forEach(listener -> listener.accept(id));
  }
}
