// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A rule of Prometheus.
 *
 * @param kind record or alert
 * @param name of what is recorded, or of the alert
 * @param holdFor as Prometheus writes it; empty where there is none
 */
record Rule(
    String kind,
    String name,
    String expr,
    String holdFor,
    Map<String, String> labels,
    Map<String, String> annotations) {

  static Rule recording(String name, String expr, Map<String, String> labels) {
    return new Rule("record", name, expr, "", labels, Map.of());
  }

  static Rule alert(
      String name,
      String expr,
      String holdFor,
      Map<String, String> labels,
      Map<String, String> annotations) {
    return new Rule("alert", name, expr, holdFor, labels, annotations);
  }

  /** In the order in which people write it. */
  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(kind, name);
    tree.put("expr", expr);
    if (!holdFor.isEmpty()) {
      tree.put("for", holdFor);
    }
    if (!labels.isEmpty()) {
      tree.put("labels", new TreeMap<>(labels));
    }
    if (!annotations.isEmpty()) {
      tree.put("annotations", new TreeMap<>(annotations));
    }
    return tree;
  }
}
