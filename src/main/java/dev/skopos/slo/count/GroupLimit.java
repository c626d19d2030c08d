// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Admits groups up to a limit, and counts the others. Not thread-safe. */
final class GroupLimit {
  private static final int MOST_REFUSED = 1_000;

  private final List<String> groupBy;
  private final int max;
  private final Set<Labels> admitted = new HashSet<>();
  private final Set<Labels> refused = new HashSet<>();

  GroupLimit(List<String> groupBy, int max) {
    this.groupBy = groupBy;
    this.max = max;
  }

  /** The group of a series; empty when there are enough already. */
  Optional<Labels> group(Labels series) {
    Labels group = series.only(groupBy);
    if (admitted.contains(group)) {
      return Optional.of(group);
    }
    if (admitted.size() >= max) {
      if (refused.size() < MOST_REFUSED) {
        refused.add(group);
      }
      return Optional.empty();
    }
    admitted.add(group);
    return Optional.of(group);
  }

  /** Those that are there already, whatever the limit; what was refused is asked again. */
  void reset(Set<Labels> groups) {
    admitted.clear();
    admitted.addAll(groups);
    refused.clear();
  }

  Optional<CountProblem> problem() {
    return refused.isEmpty()
        ? Optional.empty()
        : Optional.of(new CountProblem.TooManyGroups(max, refused.size()));
  }
}
