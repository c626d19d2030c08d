// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.observe;

import java.util.Arrays;

/** Names of the series of insights. */
public enum InsightMetric {
  /** The score of a workload; labels {@code namespace} and {@code workload}. */
  WORKLOAD("skopos_health_score"),
  /** The score of a namespace; label {@code namespace}. */
  NAMESPACE("skopos_namespace_health_score"),
  /** The mean of the scores of all namespaces. */
  WHOLE("skopos_overall_health_score"),
  /** How many issues there are; labels {@code namespace}, {@code pattern}, {@code severity}. */
  ISSUES("skopos_insight_issues");

  private final String text;

  InsightMetric(String text) {
    this.text = text;
  }

  /** The name of the metric. */
  public String text() {
    return text;
  }

  /** Whether an expression reads such series. */
  public static boolean isReadBy(String expr) {
    return Arrays.stream(values()).anyMatch(each -> expr.contains(each.text));
  }
}
