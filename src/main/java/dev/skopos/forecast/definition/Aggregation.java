// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.definition;

/** How the samples of an hour become one value. */
public enum Aggregation {
  MAX("max_over_time("),
  MEAN("avg_over_time("),
  P95("quantile_over_time(0.95, "),
  LAST("last_over_time(");

  private final String call;

  Aggregation(String call) {
    this.call = call;
  }

  /** PromQL for the hour that ends at the instant of evaluation, looked at every 5 minutes. */
  public String hourly(String expr) {
    return call + "(" + expr + "\n)[1h:5m])";
  }
}
