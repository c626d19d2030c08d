// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rest;

import dev.skopos.insight.tuning.KnownRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which alert rule a caller means: {@code namespace} and {@code rule}, the name of an AlertRule or
 * of an alert; where several have it, {@code group} and {@code position} say which.
 */
public record RuleChoice(String namespace, String rule, String group, String position) {

  /** The rules that are meant, of those that the caller may see. */
  public List<KnownRule> among(List<KnownRule> visible) {
    return visible.stream()
        .filter(KnownRule::isWritten)
        .filter(each -> each.source().namespace().equals(namespace))
        .filter(each -> each.isNamed(rule))
        .filter(each -> group.isEmpty() || each.source().name().equals(group))
        .filter(each -> position.isEmpty() || position.equals(Integer.toString(each.position())))
        .toList();
  }

  static RuleChoice of(Parameters parameters) throws BadParameterException {
    RuleChoice choice =
        new RuleChoice(
            parameters.text("namespace"),
            parameters.text("rule"),
            parameters.text("group"),
            parameters.text("position"));
    if (choice.namespace().isEmpty()) {
      throw new BadParameterException("namespace", "expected the one that the rule is in");
    }
    return choice;
  }

  /** The only one; empty when there is none. */
  Optional<KnownRule> one(List<KnownRule> visible) throws BadParameterException {
    List<KnownRule> found = among(visible);
    if (found.size() > 1) {
      throw new BadParameterException(
          "rule",
          "\"%s\" is the name of several: %s; say which with group and position"
              .formatted(
                  rule,
                  found.stream()
                      .limit(10)
                      .map(each -> each.source().name() + " position " + each.position())
                      .collect(Collectors.joining(", "))));
    }
    return found.stream().findFirst();
  }
}
