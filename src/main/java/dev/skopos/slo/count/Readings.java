// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.rule.QueryFunction;
import dev.skopos.store.Queryable;

/** How each indicator is read. */
record Readings(Queryable store, QueryFunction queries) {

  Reading of(Indicator indicator, GroupLimit groups) {
    return switch (indicator) {
      case Indicator.Counters counters -> fixed(Selections.of(counters), groups);
      case Indicator.Latency latency ->
          new SampleReading(store, new LatencySelections(store, latency)::at, groups);
      case Indicator.BoolGauge gauge ->
          fixed(Selections.gauges(gauge.gauge(), value -> value == 1), groups);
      case Indicator.Threshold threshold ->
          fixed(
              Selections.gauges(
                  threshold.gauge(),
                  value -> threshold.comparison().holds(value, threshold.limit())),
              groups);
      case Indicator.Ratio ratio -> ExpressionReading.of(ratio, queries, groups);
      case Indicator.Expression expression -> ExpressionReading.of(expression, queries, groups);
    };
  }

  private Reading fixed(Selections selections, GroupLimit groups) {
    return new SampleReading(store, (_, _) -> selections, groups);
  }
}
