// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.GroupDefinition.Form;
import dev.skopos.schedule.Scheduler;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All rules, in groups; an alert rule of its own is a group of one. They are evaluated as in
 * Prometheus; alerts and series of a rule that is suspended or removed end, alerts with the reason
 * {@code RULE_REMOVED}. Thread-safe; no method waits for an evaluation.
 */
public final class RuleRegistry {
  private final RuleEnvironment environment;
  private final Scheduler scheduler;
  private final RuleMetrics metrics;
  private final Map<ResourceId, GroupRunner> runners = new ConcurrentHashMap<>();
  private final GroupMeters meters;
  private final Set<String> swept = ConcurrentHashMap.newKeySet();
  private final List<Consumer<ResourceId>> listeners = new CopyOnWriteArrayList<>();

  /** A registry without rules, which knows what alerts there were before a restart. */
  public RuleRegistry(RuleEnvironment environment, Scheduler scheduler, MeterRegistry meters) {
    this.environment = environment;
    this.scheduler = scheduler;
    this.metrics = new RuleMetrics(meters);
    this.meters = new GroupMeters(meters);
    metrics.countAlerts(
        "firing", () -> runners.values().stream().mapToInt(GroupRunner::firing).sum());
    metrics.countAlerts(
        "pending", () -> runners.values().stream().mapToInt(GroupRunner::pending).sum());
  }

  /**
   * Puts a group into force. What rules left behind goes on when their names and labels stay.
   *
   * @return rejected with {@code InvalidExpression}, {@code InvalidTemplate}, {@code InvalidLabel}
   *     or {@code InvalidName}
   */
  public Applied apply(GroupDefinition definition) {
    GroupRunner known = runners.get(definition.id());
    if (known != null && known.wants(definition)) {
      return Applied.ACCEPTED;
    }
    CompiledGroup group;
    try {
      group = CompiledGroup.compile(definition);
    } catch (InvalidRuleException e) {
      return new Applied.Rejected(e.reason(), Objects.toString(e.getMessage()));
    }
    runners.compute(definition.id(), (id, runner) -> wanting(group, runner, id));
    tell(definition.id());
    return Applied.ACCEPTED;
  }

  private GroupRunner wanting(
      @Nullable CompiledGroup group, @Nullable GroupRunner known, ResourceId id) {
    GroupRunner runner =
        known == null ? new GroupRunner(id, environment, scheduler, metrics, this::changed) : known;
    runner.want(group);
    if (group != null && group.definition().form() == Form.GROUP) {
      meters.show(id, runner);
    }
    return runner;
  }

  public void remove(ResourceId id) {
    runners.computeIfPresent(
        id, (_, runner) -> runner.isWanted() ? wanting(null, runner, id) : runner);
    tell(id);
  }

  /**
   * Removes all others of this kind, among them those that were deleted while the process did not
   * run.
   */
  public void retainOnly(String kind, Set<ResourceId> ids) {
    others(kind, runners.keySet(), ids).forEach(this::remove);
    if (swept.add(kind)) {
      others(kind, environment.states().ids(), ids)
          .forEach(id -> runners.computeIfAbsent(id, _ -> wanting(null, null, id)));
    }
  }

  private static List<ResourceId> others(String kind, Set<ResourceId> among, Set<ResourceId> than) {
    return among.stream().filter(id -> id.kind().equals(kind) && !than.contains(id)).toList();
  }

  public Optional<GroupSnapshot> snapshot(ResourceId id) {
    return Optional.ofNullable(runners.get(id)).flatMap(GroupRunner::snapshot);
  }

  /** In ascending order of ids. */
  public List<GroupSnapshot> snapshots() {
    return runners.values().stream()
        .map(GroupRunner::snapshot)
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(each -> each.definition().id()))
        .toList();
  }

  /**
   * Calls the listener when a group's state, alerts, problem or definition changed; not for new
   * values.
   */
  public void onChange(Consumer<ResourceId> listener) {
    listeners.add(listener);
  }

  private void changed(GroupRunner runner) {
    ResourceId id = runner.id();
    // A group that is gone stays until all has ended: one that is created anew meanwhile goes on in
    // the same runner, as two would write and hand over the same alerts.
    runners.computeIfPresent(
        id, (_, known) -> known == runner && known.isOver() ? gone(id) : known);
    tell(id);
  }

  private @Nullable GroupRunner gone(ResourceId id) {
    meters.forget(id);
    return null;
  }

  private void tell(ResourceId id) {
    listeners.forEach(listener -> listener.accept(id));
  }
}
