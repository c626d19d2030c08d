// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.observe;

/**
 * What is asked of the store: PromQL, with the labels that say whom the answers concern. Answers
 * about what does not exist, for instance without kube-state-metrics, are empty.
 */
public enum Question {
  /** How often a check became healthy or ceased to be within 2 hours. */
  CHECK_CHANGES(About.CHECK, "changes(skopos_check_state{state=\"Healthy\"}[2h]) >= 4"),
  /** The median of what the runs of a check took in the last hour, in seconds. */
  LATENCY(About.CHECK, "quantile_over_time(0.5, skopos_check_duration_seconds[1h])"),
  LATENCY_DAY_BEFORE(
      About.CHECK, "quantile_over_time(0.5, skopos_check_duration_seconds[1h] offset 1d)"),
  LATENCY_WEEK_BEFORE(
      About.CHECK, "quantile_over_time(0.5, skopos_check_duration_seconds[1h] offset 1w)"),
  /**
   * How often an alert began to fire anew within 6 hours. The value of ALERTS_FOR_STATE, which
   * pending alerts have too, tells one firing from the next.
   */
  ALERT_STARTS(
      About.ALERT,
      "topk(100, changes((ALERTS_FOR_STATE"
          + " and ignoring (alertstate) ALERTS{alertstate=\"firing\"})[6h:30s]) >= 3)"),
  /** Containers that were killed for want of memory, and started again in the last hour. */
  OUT_OF_MEMORY(About.POD, "topk(100, " + Expressions.OUT_OF_MEMORY + ")"),
  /** The memory limits of those, in bytes. */
  MEMORY_LIMIT(
      About.POD,
      "kube_pod_container_resource_limits{resource=\"memory\"} and on (namespace, pod, container) "
          + Expressions.OUT_OF_MEMORY),
  /** How often a container was started anew in the last hour. */
  RESTARTS(About.POD, "topk(100, " + Expressions.RESTARTS + " >= 3)"),
  /** The share of its periods in which a container waited for its CPU limit in the last hour. */
  THROTTLED(
      About.POD,
      "topk(100, sum by (namespace, pod, container)"
          + " (increase(container_cpu_cfs_throttled_periods_total{container!=\"\"}[1h]))"
          + " / sum by (namespace, pod, container)"
          + " (increase(container_cpu_cfs_periods_total{container!=\"\"}[1h])) > 0.25)"),
  SCORE_DAY_BEFORE(About.SCORE, Expressions.SCORES + " offset 1d"),
  SCORE_WEEK_BEFORE(About.SCORE, Expressions.SCORES + " offset 1w");

  private final About about;
  private final String expr;

  Question(About about, String expr) {
    this.about = about;
    this.expr = expr;
  }

  /** PromQL for an instant vector. */
  public String expr() {
    return expr;
  }

  About about() {
    return about;
  }

  /** What the series of an answer are of. */
  enum About {
    /** Labels {@code namespace} and {@code name}. */
    CHECK,
    /** Labels {@code alertname} and {@code skopos_namespace}. */
    ALERT,
    /** Labels {@code namespace}, {@code pod} and {@code container}. */
    POD,
    /** The series of scores. */
    SCORE
  }

  private static final class Expressions {
    static final String RESTARTS =
        "sum by (namespace, pod, container)"
            + " (increase(kube_pod_container_status_restarts_total[1h]))";
    static final String OUT_OF_MEMORY =
        "((max by (namespace, pod, container)"
            + " (kube_pod_container_status_last_terminated_reason{reason=\"OOMKilled\"}) == 1)"
            + " and on (namespace, pod, container) ("
            + RESTARTS
            + " > 0))";
    static final String SCORES = "{__name__=~\"skopos_(namespace_|overall_)?health_score\"}";
  }
}
