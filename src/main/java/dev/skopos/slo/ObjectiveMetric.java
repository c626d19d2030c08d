// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo;

import dev.skopos.slo.definition.LengthText;
import java.time.Duration;

/**
 * The series of objectives, all of them gauges with the labels {@code skopos_namespace}, {@code
 * objective} and {@code service}; unless said otherwise there is one for each group, with its
 * labels. Numbers of events are those of a window, not totals of all times, so that they fall as
 * well as rise and a function such as {@code rate} means nothing for them. A series for which there
 * is no value ends.
 */
enum ObjectiveMetric {
  /** The target, as a share; one for the objective. */
  OBJECTIVE("skopos_slo_objective_ratio"),
  /** Share of good events in the objective's window. */
  SLI("skopos_slo_sli_ratio"),
  /** Events of the objective's window, and where alerts need a least number, of their windows. */
  EVENTS("skopos_slo_events"),
  /** Bad ones of {@link #EVENTS}. */
  BAD_EVENTS("skopos_slo_bad_events"),
  /** What is left of the error budget, as a share of it; negative when more was spent. */
  REMAINING("skopos_slo_error_budget_remaining_ratio"),
  /** Until nothing is left if things go on as now; there is none when that will not happen. */
  EXHAUSTION("skopos_slo_error_budget_exhaustion_seconds"),
  /** How many times faster than the target allows the window of the label burns. */
  BURN_RATE("skopos_slo_burn_rate"),
  /** Since when there was no sample of the indicator; one for the objective. */
  DATA_AGE("skopos_slo_data_age_seconds"),
  /** 1 for the state that the objective is in, 0 for the others; one of each for the objective. */
  STATE("skopos_slo_state"),

  /** Share of bad events in a window, whose length is the end of the name, as Sloth records it. */
  ERROR_RATE("skopos:slo_sli_error:ratio_rate"),
  /** As {@link #OBJECTIVE}, for dashboards in the manner of Sloth. */
  RECORDED_OBJECTIVE("skopos:slo_objective:ratio"),
  /** How much of all events may be bad; one for the objective. */
  RECORDED_BUDGET("skopos:slo_error_budget:ratio"),
  /** Length of the objective's window in days; one for the objective. */
  RECORDED_PERIOD("skopos:slo_time_period:days"),
  /** The burn rate of the shortest window. */
  RECORDED_CURRENT_BURN("skopos:slo_current_burn_rate:ratio"),
  /** The burn rate of the objective's window. */
  RECORDED_PERIOD_BURN("skopos:slo_period_burn_rate:ratio"),
  /** As {@link #REMAINING}. */
  RECORDED_REMAINING("skopos:slo_period_error_budget_remaining:ratio");

  static final String WINDOW = "window";

  private final String text;

  ObjectiveMetric(String text) {
    this.text = text;
  }

  /** The name of the metric. */
  String text() {
    return text;
  }

  /** The name with the length of a window at its end. */
  String text(Duration window) {
    return text + LengthText.of(window);
  }
}
