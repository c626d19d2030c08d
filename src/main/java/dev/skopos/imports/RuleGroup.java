// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules that are evaluated together.
 *
 * @param interval as Prometheus writes it; empty for that of the server
 */
record RuleGroup(String name, String interval, List<Rule> rules) {

  RuleGroup {
    rules = List.copyOf(rules);
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", name);
    if (!interval.isEmpty()) {
      tree.put("interval", interval);
    }
    tree.put("rules", rules.stream().map(Rule::tree).toList());
    return tree;
  }
}
