// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.definition;

import dev.skopos.forecast.model.Resampling;

/** How the samples of an hour become one value. */
public enum Aggregation {
  MAX("max_over_time(", Resampling.MAX),
  MEAN("avg_over_time(", Resampling.MEAN),
  P95("quantile_over_time(0.95, ", Resampling.P95),
  LAST("last_over_time(", Resampling.LAST);

  private final String call;
  private final Resampling resampling;

  Aggregation(String call, Resampling resampling) {
    this.call = call;
    this.resampling = resampling;
  }

  /** The same as models know it. */
  public Resampling resampling() {
    return resampling;
  }

  /** PromQL for the hour that ends at the instant of evaluation, looked at every 5 minutes. */
  public String hourly(String expr) {
    return call + "(" + expr + "\n)[1h:5m])";
  }
}
