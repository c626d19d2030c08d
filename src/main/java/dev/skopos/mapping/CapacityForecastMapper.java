// SPDX-License-Identifier: Apache-2.0
package dev.skopos.mapping;

import static dev.skopos.mapping.Missing.needed;

import dev.skopos.api.v1alpha1.Interval;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecast;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastSpec;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastSpec.Alerting;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityForecastSpec.TargetRef;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityResource.Limit;
import dev.skopos.api.v1alpha1.capacityforecast.CapacityResource.ResetCalendar;
import dev.skopos.calendar.CalendarPeriods;
import dev.skopos.calendar.CalendarUnit;
import dev.skopos.forecast.definition.Aggregation;
import dev.skopos.forecast.definition.CapacityAlerting;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.LimitSource;
import dev.skopos.forecast.definition.ResourceType;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.definition.RiskLevels;
import dev.skopos.forecast.definition.Target;
import dev.skopos.forecast.preset.Preset;
import dev.skopos.forecast.preset.Presets;
import dev.skopos.model.ResourceId;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns CapacityForecasts into definitions. */
public final class CapacityForecastMapper {

  /**
   * The forecast that the resource describes.
   *
   * @throws IllegalArgumentException when it cannot work; the message names the field
   */
  public CapacityDefinition toDefinition(CapacityForecast resource) {
    CapacityForecastSpec spec = needed(resource.getSpec(), "spec");
    Target target = target(spec.targetRef());
    return new CapacityDefinition(
        ResourceIds.of(resource),
        target,
        resources(spec, target, ResourceIds.of(resource)),
        spec.horizon().toDuration(),
        spec.history().toDuration(),
        spec.interval().toDuration(),
        new RiskLevels(
            level(spec.risk().critical()), level(spec.risk().high()), level(spec.risk().medium())),
        alerting(spec.alerting()),
        channels(resource),
        spec.suspend());
  }

  private static @Nullable Target target(@Nullable TargetRef reference) {
    return reference == null
        ? null
        : new Target(
            Target.Kind.valueOf(needed(reference.kind(), "spec.targetRef.kind").name()),
            needed(reference.name(), "spec.targetRef.name"));
  }

  private static List<CapacityResource> resources(
      CapacityForecastSpec spec, @Nullable Target target, ResourceId forecast) {
    List<CapacityResource> resources = new ArrayList<>();
    for (var resource : spec.resources()) {
      String path = "spec.resources[%d]".formatted(resources.size());
      ResourceType type = ResourceType.valueOf(needed(resource.type(), path + ".type").name());
      Optional<Preset> preset =
          target == null ? Optional.empty() : Presets.of(target, type, forecast);
      boolean tells = target != null && target.tells(type);
      resources.add(resource(resource, type, preset, tells, path));
    }
    return resources;
  }

  private static CapacityResource resource(
      dev.skopos.api.v1alpha1.capacityforecast.CapacityResource resource,
      ResourceType type,
      Optional<Preset> preset,
      boolean tells,
      String path) {
    Limit limit = resource.limit();
    var usage = resource.usage();
    var aggregation = resource.aggregation();
    Interval period = resource.resetPeriod();
    try {
      return new CapacityResource(
          needed(resource.name(), "name"),
          type,
          usage == null
              ? usual(preset.map(limit == null ? Preset::usage : Preset::largest), "usage", type)
              : needed(usage.expr(), "usage.expr"),
          limit == null
              ? new LimitSource.Expression(usual(preset.map(Preset::limit), "limit", type))
              : limit(limit),
          aggregation == null ? type.aggregation() : Aggregation.valueOf(aggregation.name()),
          tells && (usage == null || limit == null),
          period == null ? null : period.toDuration(),
          calendar(resource.resetCalendar()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + '.' + e.getMessage(), e);
    }
  }

  private static @Nullable CalendarPeriods calendar(@Nullable ResetCalendar calendar) {
    if (calendar == null) {
      return null;
    }
    String zone = calendar.timeZone();
    try {
      return new CalendarPeriods(
          CalendarUnit.valueOf(needed(calendar.unit(), "resetCalendar.unit").name()),
          ZoneId.of(zone));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "resetCalendar.timeZone: %s, expected a time zone, for instance Europe/Berlin"
              .formatted(zone),
          e);
    }
  }

  private static String usual(Optional<String> expr, String field, ResourceType type) {
    return expr.orElseThrow(
        () ->
            new IllegalArgumentException(
                "%s is missing, and there are no usual metrics for %s of spec.targetRef"
                    .formatted(field, type.word())));
  }

  private static LimitSource limit(Limit limit) {
    String expr = limit.expr();
    return expr == null
        ? new LimitSource.Fixed(quantity(needed(limit.quantity(), "limit.quantity")))
        : new LimitSource.Expression(expr);
  }

  private static double quantity(String text) {
    return Quantity.getAmountInBytes(Quantity.parse(text)).doubleValue();
  }

  private static RiskLevels.Level level(dev.skopos.api.v1alpha1.capacityforecast.Risk.Level level) {
    String ratio = needed(level.probabilityRatio(), "spec.risk.probabilityRatio");
    try {
      return new RiskLevels.Level(
          Double.parseDouble(ratio), needed(level.within(), "spec.risk.within").toDuration());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "spec.risk.probabilityRatio: %s, expected a decimal".formatted(ratio), e);
    }
  }

  private static CapacityAlerting alerting(Alerting alerting) {
    Risk from =
        switch (alerting.from()) {
          case CRITICAL -> Risk.CRITICAL;
          case HIGH -> Risk.HIGH;
          case MEDIUM -> Risk.MEDIUM;
          case NONE -> null;
        };
    return new CapacityAlerting(
        from, new TreeMap<>(alerting.labels()), new TreeMap<>(alerting.annotations()));
  }

  /** The channels that the resource names, in its order. */
  public List<ResourceId> channels(CapacityForecast resource) {
    return NotifiedChannels.of(
        resource.getSpec().notifies(), resource.getMetadata().getNamespace());
  }
}
