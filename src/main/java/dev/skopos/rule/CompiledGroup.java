// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import java.util.ArrayList;
import java.util.List;

/** A group that was found valid. Immutable. */
record CompiledGroup(GroupDefinition definition, List<CompiledRule> rules) {

  CompiledGroup {
    rules = List.copyOf(rules);
  }

  static CompiledGroup compile(GroupDefinition definition) throws InvalidRuleException {
    List<CompiledRule> rules = new ArrayList<>();
    for (RuleDefinition rule : definition.rules()) {
      rules.add(CompiledRule.compile(rule, definition.form().path(rules.size())));
    }
    return new CompiledGroup(definition, rules);
  }
}
