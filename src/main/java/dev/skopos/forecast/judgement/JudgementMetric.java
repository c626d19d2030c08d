// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.alert.Alert;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;

/** Names of the series that tell of judgements: the labels of what is judged, and its rule. */
enum JudgementMetric {
  EXPECTED("skopos_anomaly_expected"),
  LOWER("skopos_anomaly_lower"),
  UPPER("skopos_anomaly_upper"),
  CHANCE("skopos_anomaly_chance"),
  STRANGE("skopos_anomaly_strange"),
  CHANGE("skopos_trend_change_ratio"),
  CHANGE_CHANCE("skopos_trend_chance");

  private static final String RULE = "alertrule";

  /** The labels that these series have beside those of what is judged, as PromQL lists them. */
  static final String ADDED = Alert.ORIGIN_LABEL + ", " + RULE;

  private final String text;

  JudgementMetric(String text) {
    this.text = text;
  }

  /** The series that tells this of what is judged. */
  Labels of(Labels judged, ResourceId rule) {
    return judged.toBuilder()
        .set(Labels.METRIC_NAME, text)
        .set(Alert.ORIGIN_LABEL, rule.namespace())
        .set(RULE, rule.name())
        .build();
  }

  /** PromQL for what this tells of all that a rule judges. */
  String selector(ResourceId rule) {
    return "%s{%s=\"%s\",%s=\"%s\"}"
        .formatted(text, Alert.ORIGIN_LABEL, rule.namespace(), RULE, rule.name());
  }
}
