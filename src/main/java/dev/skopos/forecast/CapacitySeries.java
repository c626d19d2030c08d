// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

import dev.skopos.alert.Alert;
import dev.skopos.forecast.definition.CapacityDefinition;
import dev.skopos.forecast.definition.CapacityResource;
import dev.skopos.forecast.definition.Risk;
import dev.skopos.forecast.model.Crossing;
import dev.skopos.forecast.model.Exhaustion;
import dev.skopos.forecast.model.Growth;
import dev.skopos.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Names the series of a forecast and gives their values. What is not known has no series. */
final class CapacitySeries {

  private static final double MILLIS = 1000;

  private final Map<Labels, Double> values = new LinkedHashMap<>();

  private CapacitySeries() {}

  /** What a resource of a forecast has in common in all its series. */
  static Labels base(CapacityDefinition definition, CapacityResource resource) {
    return Labels.of(
        Alert.ORIGIN_LABEL,
        definition.id().namespace(),
        "forecast",
        definition.id().name(),
        "resource",
        resource.name(),
        "type",
        resource.type().word());
  }

  /** PromQL that selects the series of all resources of a forecast. */
  static String selector(CapacityMetric metric, CapacityDefinition definition, String more) {
    return "%s{skopos_namespace=\"%s\",forecast=\"%s\"%s}"
        .formatted(metric.text(), definition.id().namespace(), definition.id().name(), more);
  }

  /** The values that the series have at an instant. */
  static Map<Labels, Double> values(CapacitySnapshot snapshot, Instant now) {
    CapacitySeries series = new CapacitySeries();
    for (ResourceSnapshot each : snapshot.resources()) {
      series.add(base(snapshot.definition(), each.resource()), each, now);
    }
    return series.values;
  }

  private void add(Labels base, ResourceSnapshot found, Instant now) {
    put(base, CapacityMetric.USAGE, found.usage());
    put(base, CapacityMetric.LIMIT, found.ceiling());
    put(base, CapacityMetric.UTILIZATION, found.utilization());
    for (Risk risk : Risk.values()) {
      put(base.with("risk", risk.word()), CapacityMetric.RISK, risk == found.risk() ? 1 : 0);
    }
    if (found.dataTime() != null) {
      double age = Duration.between(found.dataTime(), now).toMillis() / MILLIS;
      put(base, CapacityMetric.DATA_AGE, age);
    }
    found.expected().ifPresent(outlook -> add(base, outlook));
  }

  private void add(Labels base, Outlook outlook) {
    double growth =
        switch (outlook.growth()) {
          case Growth.Changing(double perDay, _) -> perDay;
          case Growth.Stable _ -> 0;
        };
    put(base, CapacityMetric.GROWTH, growth);
    Exhaustion exhaustion = outlook.exhaustion();
    date(base, "0.1", exhaustion.p10());
    date(base, "0.5", exhaustion.p50());
    date(base, "0.9", exhaustion.p90());
    put(base.with("within", "7d"), CapacityMetric.PROBABILITY, exhaustion.probability7d());
    put(base.with("within", "30d"), CapacityMetric.PROBABILITY, exhaustion.probability30d());
    for (int days : new int[] {1, 7, 30}) {
      Labels ahead = base.with("ahead", days + "d");
      Outlook.Expected expected = outlook.at(outlook.from().plus(Duration.ofDays(days)));
      put(ahead.with("quantile", "0.1"), CapacityMetric.FORECAST, expected.p10());
      put(ahead.with("quantile", "0.5"), CapacityMetric.FORECAST, expected.p50());
      put(ahead.with("quantile", "0.9"), CapacityMetric.FORECAST, expected.p90());
    }
  }

  private void date(Labels base, String quantile, Crossing crossing) {
    switch (crossing) {
      case Crossing.At(Instant time) ->
          put(
              base.with("quantile", quantile),
              CapacityMetric.EXHAUSTION,
              time.toEpochMilli() / MILLIS);
      case Crossing.Never() -> {}
    }
  }

  private void put(Labels labels, CapacityMetric metric, double value) {
    if (Double.isFinite(value)) {
      values.put(labels.with(Labels.METRIC_NAME, metric.text()), value);
    }
  }
}
