// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import java.util.SortedMap;

/** What a rule is known by when its group is edited, and over a restart. */
record RuleIdentity(Type type, String name, SortedMap<String, String> labels, String expr) {

  enum Type {
    ALERTING,
    RECORDING
  }

  static RuleIdentity of(RuleDefinition rule) {
    Type type =
        switch (rule) {
          case RuleDefinition.Alerting _ -> Type.ALERTING;
          case RuleDefinition.Recording _ -> Type.RECORDING;
        };
    return new RuleIdentity(type, rule.name(), rule.labels(), rule.expr());
  }

  /** As alike as Prometheus demands of a rule that goes on after an edit. */
  boolean sameResults(RuleIdentity other) {
    return sameName(other) && labels.equals(other.labels);
  }

  boolean sameName(RuleIdentity other) {
    return type == other.type && name.equals(other.name);
  }
}
