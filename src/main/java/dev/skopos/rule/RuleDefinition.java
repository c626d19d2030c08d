// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.model.ResourceId;
import dev.skopos.model.Severity;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One alert rule as its author wants it. Immutable; what only the engine can tell (whether {@code
 * expr} and the templates are valid) is found out when the rule is applied.
 *
 * @param expr PromQL; each series that it gives is an alert
 * @param hold how long the condition has to hold before the alert fires ({@code spec.for})
 * @param keepFiringFor how long an alert goes on firing after its condition cleared
 * @param interval time between two evaluations
 * @param labels set on each alert; the values are templates, and one that gives nothing removes the
 *     label
 * @param annotations texts of each alert by name; templates
 * @param limit how many alerts may be active at a time; more are a failed evaluation; 0: any number
 * @param suspend whether the rule is at rest
 * @param channels where its alerts go; empty: to the default channel
 */
public record RuleDefinition(
    ResourceId id,
    String alertName,
    String expr,
    Severity severity,
    Duration hold,
    Duration keepFiringFor,
    Duration interval,
    SortedMap<String, String> labels,
    SortedMap<String, String> annotations,
    int limit,
    boolean suspend,
    List<ResourceId> channels) {

  public RuleDefinition {
    if (hold.isNegative() || keepFiringFor.isNegative()) {
      throw new IllegalArgumentException("a negative duration in " + id);
    }
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("an interval that is not positive in " + id);
    }
    if (limit < 0) {
      throw new IllegalArgumentException("a negative limit in " + id);
    }
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    channels = List.copyOf(channels);
  }
}
