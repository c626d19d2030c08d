// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.model.ResourceId;
import java.time.Duration;
import java.util.List;

/**
 * Rules that are evaluated one after the other, as their author wants them. Immutable; what only
 * the engine can tell (whether expressions and templates are valid) is found out when the group is
 * applied.
 *
 * @param interval time between two iterations
 * @param queryOffset how far in the past expressions are evaluated and results are written, for
 *     data that comes late
 * @param limit how many alerts or series each rule may give; more are a failed evaluation; 0: any
 *     number
 * @param suspend whether the group is at rest
 * @param channels where its alerts go; empty: to the default channel
 * @param rules in the order of their evaluation; each sees the results of those before it
 */
public record GroupDefinition(
    ResourceId id,
    Form form,
    Duration interval,
    Duration queryOffset,
    int limit,
    boolean suspend,
    List<ResourceId> channels,
    List<RuleDefinition> rules) {

  public GroupDefinition {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("an interval that is not positive in " + id);
    }
    if (queryOffset.isNegative()) {
      throw new IllegalArgumentException("a negative query offset in " + id);
    }
    if (limit < 0) {
      throw new IllegalArgumentException("a negative limit in " + id);
    }
    if (form == Form.SINGLE && rules.size() != 1) {
      throw new IllegalArgumentException(rules.size() + " rules where there is to be one in " + id);
    }
    channels = List.copyOf(channels);
    rules = List.copyOf(rules);
  }

  /** What the rules are declared as, and with it how exact their times are. */
  public enum Form {
    /**
     * One alert of its own. It is evaluated at once and then on its interval, and beside at the
     * very instants at which an alert changes its state by time alone.
     */
    SINGLE,
    /**
     * A group as in Prometheus: evaluated at the multiples of the interval plus an offset of its
     * own, and never in between.
     */
    GROUP;

    /** Where the rule at this position stands in the resource, for messages. */
    String path(int position) {
      return this == SINGLE ? "spec" : "spec.rules[%d]".formatted(position);
    }
  }
}
