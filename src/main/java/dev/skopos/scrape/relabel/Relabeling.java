// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.relabel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Steps of relabeling, one after the other. Immutable and thread-safe. */
public final class Relabeling {

  public static final Relabeling NONE = new Relabeling(List.of());

  private final List<RelabelStep> steps;

  private Relabeling(List<RelabelStep> steps) {
    this.steps = steps;
  }

  /**
   * Compiles rules.
   *
   * @param field the list's name for errors, for instance {@code spec.relabelings}
   * @throws IllegalArgumentException when a regular expression is not RE2; names the rule
   */
  public static Relabeling of(String field, List<RelabelRule> rules) {
    List<RelabelStep> steps = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      try {
        steps.add(new RelabelStep(rules.get(i)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("%s[%d]: %s".formatted(field, i, e.getMessage()), e);
      }
    }
    return new Relabeling(List.copyOf(steps));
  }

  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /**
   * Changes labels, none of which has an empty value.
   *
   * @return whether they are kept
   */
  public boolean apply(Map<String, String> labels) {
    for (RelabelStep step : steps) {
      if (!step.apply(labels)) {
        return false;
      }
    }
    return true;
  }
}
