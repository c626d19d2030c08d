// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A group that was found valid. Immutable. */
record CompiledGroup(GroupDefinition definition, List<CompiledRule> rules) {

  private static final int NAMED_PROBLEMS = 5;

  CompiledGroup {
    rules = List.copyOf(rules);
  }

  /**
   * Compiles all rules.
   *
   * @throws InvalidRuleException that names each rule that is not valid, the first {@value
   *     #NAMED_PROBLEMS} of them; its reason is that of the first
   */
  static CompiledGroup compile(GroupDefinition definition) throws InvalidRuleException {
    List<CompiledRule> rules = new ArrayList<>();
    List<InvalidRuleException> problems = new ArrayList<>();
    for (int i = 0; i < definition.rules().size(); i++) {
      try {
        rules.add(CompiledRule.compile(definition.rules().get(i), definition.form(), i));
      } catch (InvalidRuleException e) {
        problems.add(e);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidRuleException(problems.getFirst().reason(), message(problems));
    }
    return new CompiledGroup(definition, rules);
  }

  private static String message(List<InvalidRuleException> problems) {
    String named =
        problems.stream()
            .limit(NAMED_PROBLEMS)
            .map(InvalidRuleException::getMessage)
            .collect(Collectors.joining("; "));
    int more = problems.size() - NAMED_PROBLEMS;
    return more > 0 ? "%s; and %d more rules".formatted(named, more) : named;
  }
}
