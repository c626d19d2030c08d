// SPDX-License-Identifier: Apache-2.0
package dev.skopos.promql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the series of two vectors find each other.
 *
 * @param on whether only {@code labels} count, else all but them
 * @param include labels of the "one" side that the result gets
 * @param fillLeft what stands in for a missing series on the left; null for none
 * @param fillRight likewise on the right
 */
public record VectorMatching(
    Cardinality cardinality,
    boolean on,
    List<String> labels,
    List<String> include,
    @Nullable Double fillLeft,
    @Nullable Double fillRight) {

  /** How many series of each side may belong together. */
  public enum Cardinality {
    ONE_TO_ONE("one-to-one"),
    MANY_TO_ONE("many-to-one"),
    ONE_TO_MANY("one-to-many"),
    MANY_TO_MANY("many-to-many");

    private final String label;

    Cardinality(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }
  }

  public VectorMatching {
    labels = List.copyOf(labels);
    include = List.copyOf(include);
  }

  public boolean fills() {
    return fillLeft != null || fillRight != null;
  }
}
