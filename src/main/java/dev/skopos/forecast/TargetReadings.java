// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.forecast.TargetAmounts.Amount;
import dev.skopos.forecast.TargetAmounts.UnreadableTargetException;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.Target;
import dev.skopos.forecast.preset.TargetSeries;
import dev.skopos.model.Labels;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the target of one forecast says of itself, written as series each time that it is looked at:
 * so a limit that is changed is in the history. While the object cannot be read, what was read last
 * stands. Used by one thread at a time.
 */
final class TargetReadings {

  private final TargetAmounts amounts;
  private final WrittenSeries series;
  private Map<Labels, Double> limits = Map.of();
  private Map<Labels, Double> used = Map.of();
  private @Nullable UnreadableTargetException failure;

  TargetReadings(TargetAmounts amounts, WrittenSeries series) {
    this.amounts = amounts;
    this.series = series;
  }

  /** Whether a forecast has anything to gain from its target. */
  static boolean concern(CapacityDefinition definition) {
    return definition.target() != null
        && definition.resources().stream().anyMatch(CapacityResource::fromTarget);
  }

  /**
   * Reads the target and writes what it says.
   *
   * @return whether a limit is another one, or the object can be read again or no more
   */
  boolean look(CapacityDefinition definition, Instant now) {
    Map<Labels, Double> before = limits;
    boolean failed = failure != null;
    Target target = definition.target();
    if (target == null || !concern(definition)) {
      keep(definition, List.of());
    } else {
      read(definition, target);
    }
    Map<Labels, Double> all = new HashMap<>(limits);
    all.putAll(used);
    series.write(all, now);
    return !limits.equals(before) || failed != (failure != null);
  }

  private void read(CapacityDefinition definition, Target target) {
    try {
      keep(definition, amounts.read(target, definition.id().namespace()));
    } catch (UnreadableTargetException e) {
      if (e.missing()) {
        keep(definition, List.of());
      }
      failure = e;
    }
  }

  private void keep(CapacityDefinition definition, List<Amount> found) {
    Map<Labels, Double> nextLimits = new HashMap<>();
    Map<Labels, Double> nextUsed = new HashMap<>();
    for (Amount amount : found) {
      put(nextLimits, TargetSeries.LIMIT, definition, amount, amount.limit());
      put(nextUsed, TargetSeries.USED, definition, amount, amount.used());
    }
    limits = nextLimits;
    used = nextUsed;
    failure = null;
  }

  private static void put(
      Map<Labels, Double> values,
      TargetSeries metric,
      CapacityDefinition definition,
      Amount amount,
      double value) {
    boolean wanted =
        definition.resources().stream()
            .anyMatch(each -> each.fromTarget() && each.type() == amount.type());
    if (wanted && Double.isFinite(value)) {
      values.put(metric.labels(definition.id(), amount.type(), amount.part()), value);
    }
  }

  /** Why the target could not be read the last time; empty: it could. */
  Optional<UnreadableTargetException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Ends the series. */
  void end(Instant now) {
    limits = Map.of();
    used = Map.of();
    failure = null;
    series.write(Map.of(), now);
  }
}
