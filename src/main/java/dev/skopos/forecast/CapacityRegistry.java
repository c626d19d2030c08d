// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.LimitSource;
import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.promql.Parser;
import dev.skopos.promql.ast.ValueType;
import dev.skopos.promql.parse.ParseException;
import dev.skopos.rule.RuleRegistry;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * All forecasts. Each runs at once and then on its interval; its alerts are rules like all others.
 * Thread-safe; no method waits for a forecast.
 */
public final class CapacityRegistry {

  private static final String INVALID = "InvalidExpression";

  private final CapacityEnvironment environment;
  private final RuleRegistry rules;
  private final ForecastsAtWork forecasts;
  private final Outlooks outlooks = new Outlooks();
  private final ReentrantLock asked = new ReentrantLock();
  private final List<Consumer<ResourceId>> listeners = new CopyOnWriteArrayList<>();

  /** A registry without forecasts. */
  public CapacityRegistry(
      CapacityEnvironment environment, RuleRegistry rules, ForecastsAtWork forecasts) {
    this.environment = environment;
    this.rules = rules;
    this.forecasts = forecasts;
    rules.onChange(this::ruleChanged);
  }

  private void ruleChanged(ResourceId id) {
    if (forecasts.runners().containsKey(id)) {
      tell(id);
    }
  }

  /**
   * Puts a forecast into force.
   *
   * @return rejected with {@code InvalidExpression}, {@code InvalidTemplate} or {@code
   *     InvalidLabel}
   */
  public Applied apply(CapacityDefinition definition) {
    CapacityRunner known = forecasts.runners().get(definition.id());
    if (known != null && known.wants(definition)) {
      return Applied.ACCEPTED;
    }
    Optional<Applied.Rejected> refusal = refusal(definition).or(() -> alerts(definition));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    forecasts
        .runners()
        .compute(
            definition.id(),
            (id, runner) -> {
              CapacityRunner running =
                  runner == null
                      ? new CapacityRunner(id, environment, outlooks, this::tell)
                      : runner;
              running.want(definition);
              return running;
            });
    tell(definition.id());
    return Applied.ACCEPTED;
  }

  private static Optional<Applied.Rejected> refusal(CapacityDefinition definition) {
    for (int i = 0; i < definition.resources().size(); i++) {
      CapacityResource resource = definition.resources().get(i);
      String path = "spec.resources[%d].".formatted(i);
      Optional<Applied.Rejected> refusal =
          refusal(path + "usage.expr", resource.usage())
              .or(
                  () ->
                      switch (resource.limit()) {
                        case LimitSource.Expression(String expr) ->
                            refusal(path + "limit.expr", expr);
                        case LimitSource.Fixed _ -> Optional.empty();
                      });
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static Optional<Applied.Rejected> refusal(String path, String expr) {
    try {
      ValueType type = Parser.parse(expr).type();
      return type == ValueType.VECTOR
          ? Optional.empty()
          : Optional.of(
              new Applied.Rejected(
                  INVALID,
                  "%s: gives a %s, but a forecast needs an instant vector of one series"
                      .formatted(path, type.documented())));
    } catch (ParseException e) {
      return Optional.of(new Applied.Rejected(INVALID, path + ": " + e.getMessage()));
    }
  }

  /** Puts the alerts into force; they have the paths of a rule of its own. */
  private Optional<Applied.Rejected> alerts(CapacityDefinition definition) {
    Optional<CapacityAlert> alert = CapacityAlert.of(definition);
    if (alert.isEmpty()) {
      rules.remove(definition.id());
      return Optional.empty();
    }
    return switch (rules.apply(alert.get().rule())) {
      case Applied.Accepted _ -> Optional.empty();
      case Applied.Rejected(String reason, String message) ->
          Optional.of(
              new Applied.Rejected(reason, message.replaceFirst("^spec\\.", "spec.alerting.")));
    };
  }

  public void remove(ResourceId id) {
    CapacityRunner runner = forecasts.runners().remove(id);
    if (runner != null) {
      runner.close();
    }
    rules.remove(id);
    tell(id);
  }

  /**
   * Removes all others of this kind, among them those that were deleted while the process did not
   * run.
   */
  public void retainOnly(String kind, Set<ResourceId> ids) {
    forecasts.runners().keySet().stream()
        .filter(id -> id.kind().equals(kind) && !ids.contains(id))
        .forEach(this::remove);
    rules.retainOnly(kind, ids);
  }

  public Optional<CapacitySnapshot> snapshot(ResourceId id) {
    return forecasts.snapshot(id).map(this::withAlerts);
  }

  /** In ascending order of ids. */
  public List<CapacitySnapshot> snapshots() {
    return forecasts.runners().values().stream()
        .map(CapacityRunner::snapshot)
        .flatMap(Optional::stream)
        .map(this::withAlerts)
        .sorted(Comparator.comparing(each -> each.definition().id()))
        .toList();
  }

  private CapacitySnapshot withAlerts(CapacitySnapshot snapshot) {
    return rules
        .snapshot(snapshot.definition().id())
        .map(group -> snapshot.withFiring(group.firing()))
        .orElse(snapshot);
  }

  /**
   * Forecasts a resource anew as far as is asked, from what is known of its past; empty when that
   * is too little. One at a time: others wait.
   *
   * @param horizon from an hour to 400 days
   */
  public Optional<Outlook> forecast(ResourceSnapshot known, Duration horizon) {
    asked.lock();
    try {
      return outlooks.of(known.resource(), known.history(), known.limit(), horizon);
    } finally {
      asked.unlock();
    }
  }

  /** Calls the listener when there is a new forecast, or a forecast came into force or went. */
  public void onChange(Consumer<ResourceId> listener) {
    listeners.add(listener);
  }

  private void tell(ResourceId id) {
    listeners.forEach(listener -> listener.accept(id));
  }
}
