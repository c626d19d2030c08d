// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.preset;

import dev.skopos.alert.Alert;
import dev.skopos.forecast.definition.ResourceType;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import java.util.Map;

/**
 * Names the series that hold what the target of a forecast says of itself, by its parts: they make
 * a history of what has none.
 */
public enum TargetSeries {
  LIMIT("skopos_capacity_object_limit"),
  USED("skopos_capacity_object_used");

  private final String text;

  TargetSeries(String text) {
    this.text = text;
  }

  /** The labels of one part. */
  public Labels labels(ResourceId forecast, ResourceType type, Map<String, String> part) {
    Labels labels =
        Labels.of(
            Labels.METRIC_NAME,
            text,
            Alert.ORIGIN_LABEL,
            forecast.namespace(),
            "forecast",
            forecast.name(),
            "type",
            type.word());
    for (Map.Entry<String, String> label : part.entrySet()) {
      labels = labels.with(label.getKey(), label.getValue());
    }
    return labels;
  }

  /** PromQL that selects all parts. */
  String selector(ResourceId forecast, ResourceType type) {
    return "%s{%s=\"%s\",forecast=\"%s\",type=\"%s\"}"
        .formatted(text, Alert.ORIGIN_LABEL, forecast.namespace(), forecast.name(), type.word());
  }
}
