// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast;

/** Names of the series of forecasts. */
enum CapacityMetric {
  USAGE("skopos_capacity_usage"),
  LIMIT("skopos_capacity_limit"),
  UTILIZATION("skopos_capacity_utilization_ratio"),
  GROWTH("skopos_capacity_growth_per_day"),
  EXHAUSTION("skopos_capacity_exhaustion_timestamp_seconds"),
  PROBABILITY("skopos_capacity_exhaustion_probability"),
  RISK("skopos_capacity_risk"),
  FORECAST("skopos_capacity_forecast"),
  DATA_AGE("skopos_capacity_data_age_seconds");

  private final String text;

  CapacityMetric(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }
}
