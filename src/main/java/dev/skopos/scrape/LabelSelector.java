// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape;

import java.util.List;
import java.util.Map;

/** Chooses objects by their labels, as Kubernetes does: all requirements have to hold. */
public record LabelSelector(List<Requirement> requirements) {

  public static final LabelSelector ALL = new LabelSelector(List.of());

  public LabelSelector {
    requirements = List.copyOf(requirements);
  }

  /** What a label has to be. */
  public enum Operator {
    IN,
    /** Also fulfilled by objects without the label. */
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST
  }

  /**
   * What has to hold of one label.
   *
   * @param values of {@code IN} and {@code NOT_IN}
   */
  public record Requirement(String key, Operator operator, List<String> values) {
    public Requirement {
      values = List.copyOf(values);
    }

    boolean holds(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case DOES_NOT_EXIST -> value == null;
      };
    }
  }

  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.holds(labels));
  }
}
