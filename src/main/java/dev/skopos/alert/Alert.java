// SPDX-License-Identifier: Apache-2.0
package dev.skopos.alert;

import dev.skopos.model.Labels;
import dev.skopos.model.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One alert of one label set.
 *
 * @param labels identify the alert within its origin; among them alertname, severity and {@code
 *     skopos_namespace}
 * @param annotations expanded texts, by name in ascending order
 * @param activeAt when the condition began to hold
 * @param value what the expression gave at the last evaluation in which the condition held
 */
public record Alert(
    Labels labels,
    SortedMap<String, String> annotations,
    Severity severity,
    AlertState state,
    Instant activeAt,
    double value) {

  /** The label that names the namespace of the resource that raised the alert. */
  public static final String ORIGIN_LABEL = "skopos_namespace";

  public Alert {
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }

  /** Alert with annotations in any order. */
  public static Alert of(
      Labels labels,
      Map<String, String> annotations,
      Severity severity,
      AlertState state,
      Instant activeAt,
      double value) {
    return new Alert(labels, new TreeMap<>(annotations), severity, state, activeAt, value);
  }
}
