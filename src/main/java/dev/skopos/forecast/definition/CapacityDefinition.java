// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.definition;

import static dev.skopos.forecast.definition.InvalidCapacityException.check;

import dev.skopos.model.ResourceId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as its author wants it. Immutable; refuses with {@link InvalidCapacityException} what
 * cannot work. Whether expressions and templates are valid is found out when it is applied.
 *
 * @param target what the resources belong to; null: nothing that is known
 * @param horizon how far ahead it looks, from 1 d to 365 d
 * @param history how much of the past it learns from, from 7 d to 400 d
 * @param interval time between two forecasts, from 1 min to 24 h
 * @param channels where its alerts go; empty: to the default channel
 * @param suspend whether it is at rest
 */
public record CapacityDefinition(
    ResourceId id,
    @Nullable Target target,
    List<CapacityResource> resources,
    Duration horizon,
    Duration history,
    Duration interval,
    RiskLevels risk,
    CapacityAlerting alerting,
    List<ResourceId> channels,
    boolean suspend) {

  /** The kind of the resources that forecasts come from. */
  public static final String KIND = "CapacityForecast";

  public static final Duration DEFAULT_HORIZON = Duration.ofDays(30);
  public static final Duration DEFAULT_HISTORY = Duration.ofDays(84);
  public static final Duration DEFAULT_INTERVAL = Duration.ofHours(1);

  static final Duration LONGEST_HORIZON = Duration.ofDays(365);
  private static final Duration LONGEST_HISTORY = Duration.ofDays(400);
  private static final int MOST_RESOURCES = 20;

  public CapacityDefinition {
    within("spec.horizon", horizon, Duration.ofDays(1), LONGEST_HORIZON, "1d to 365d");
    within("spec.history", history, Duration.ofDays(7), LONGEST_HISTORY, "7d to 400d");
    within("spec.interval", interval, Duration.ofMinutes(1), Duration.ofHours(24), "1m to 24h");
    check(
        !resources.isEmpty() && resources.size() <= MOST_RESOURCES,
        "spec.resources",
        "%d of them, expected from 1 to %d".formatted(resources.size(), MOST_RESOURCES));
    Set<String> names = new HashSet<>();
    for (CapacityResource resource : resources) {
      check(names.add(resource.name()), "spec.resources", resource.name() + " is there twice");
    }
    resources = List.copyOf(resources);
    channels = List.copyOf(channels);
  }

  private static void within(
      String field, Duration value, Duration least, Duration most, String expected) {
    check(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        field,
        "%s, expected from %s".formatted(value, expected));
  }
}
