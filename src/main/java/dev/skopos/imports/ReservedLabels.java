// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import java.util.Set;

/** Names of labels that foreign objectives may use and those of Skopos may not. */
final class ReservedLabels {

  /** They tell the series and alerts of one objective from those of another. */
  private static final Set<String> OF_OBJECTIVES =
      Set.of(
          "__name__",
          "alertname",
          "objective",
          "severity",
          "skopos_namespace",
          "state",
          "tier",
          "window");

  /** These tell the parts of one event apart. */
  private static final Set<String> OF_PARTS = Set.of("le", "quantile");

  private ReservedLabels() {}

  /** Whether alerts of objectives have the label of their own. */
  static boolean isOfAlerts(String label) {
    return OF_OBJECTIVES.contains(label) || label.equals("service");
  }

  /** Whether the label can never tell groups of events apart. */
  static boolean makesNoGroups(String label) {
    return OF_OBJECTIVES.contains(label) || OF_PARTS.contains(label);
  }
}
