// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.definition;

import static dev.skopos.forecast.definition.InvalidCapacityException.check;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is alerted of. Immutable.
 *
 * @param from the risk from which on there is an alert; null: no alerts
 * @param labels of the alerts; templates
 * @param annotations in addition to the usual texts or in their place; templates
 */
public record CapacityAlerting(
    @Nullable Risk from, SortedMap<String, String> labels, SortedMap<String, String> annotations) {

  /** Labels that series and alerts of forecasts have of their own. */
  private static final Set<String> OWN_LABELS =
      Set.of("skopos_namespace", "forecast", "resource", "type", "risk", "alertname");

  /** From a high risk on, with the usual texts. */
  public static final CapacityAlerting DEFAULT = of(Risk.HIGH);

  public CapacityAlerting {
    check(
        from == null || from.compareTo(Risk.MEDIUM) >= 0,
        "spec.alerting.from",
        from + ", expected Medium, High, Critical or None");
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    for (String name : labels.keySet()) {
      check(
          !OWN_LABELS.contains(name),
          "spec.alerting.labels." + name,
          "not to be set, as it says what the alert is of");
    }
  }

  /** Alerts from a risk on, with the usual texts; null: none. */
  public static CapacityAlerting of(@Nullable Risk from) {
    return new CapacityAlerting(
        from, new TreeMap<>(Map.<String, String>of()), new TreeMap<>(Map.<String, String>of()));
  }
}
