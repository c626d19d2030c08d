// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One rule of a group as its author wants it. Immutable. */
public sealed interface RuleDefinition {

  /** The alert's name, or that of the recorded metric. */
  String name();

  /** PromQL. */
  String expr();

  /** Set on what the rule gives; an empty value removes the label. */
  SortedMap<String, String> labels();

  /**
   * Raises an alert for each series that the expression gives, or for those that a judge names.
   *
   * @param hold how long the condition has to hold before the alert fires ({@code for})
   * @param keepFiringFor how long an alert goes on firing after its condition cleared
   * @param labels the values are templates; {@code severity} is one of them
   * @param annotations texts of each alert by name; templates
   * @param judged whether somebody else says for which of the series there is to be an alert, as
   *     where an expression gives measurements and not what is wrong
   */
  record Alerting(
      String name,
      String expr,
      Duration hold,
      Duration keepFiringFor,
      SortedMap<String, String> labels,
      SortedMap<String, String> annotations,
      boolean judged)
      implements RuleDefinition {

    public Alerting {
      if (hold.isNegative() || keepFiringFor.isNegative()) {
        throw new IllegalArgumentException("a negative duration in " + name);
      }
      labels = copy(labels);
      annotations = copy(annotations);
    }

    /** Alerts for each series. */
    public Alerting(
        String name,
        String expr,
        Duration hold,
        Duration keepFiringFor,
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations) {
      this(name, expr, hold, keepFiringFor, labels, annotations, false);
    }
  }

  /** Writes what the expression gives as series of a new name. */
  record Recording(String name, String expr, SortedMap<String, String> labels)
      implements RuleDefinition {

    public Recording {
      labels = copy(labels);
    }
  }

  private static SortedMap<String, String> copy(Map<String, String> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
