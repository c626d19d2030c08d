// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Admits groups up to a limit, and counts the others. One that has had no samples for long makes
 * room for another. Not thread-safe.
 */
final class GroupLimit {
  private static final int MOST_REFUSED = 1_000;

  private final List<String> groupBy;
  private final int max;
  private final long kept;
  private final Account account;
  private final Map<Labels, Labels> admitted = new HashMap<>();
  private final Set<Labels> refused = new HashSet<>();

  GroupLimit(CountingDefinition definition, Account account) {
    this.groupBy = definition.groupBy();
    this.max = definition.maxGroups();
    this.kept = definition.groupsKept().toMillis();
    this.account = account;
  }

  /** The group of a series that has a sample at a time; empty when there are enough already. */
  Optional<Labels> group(Labels series, long time) {
    Labels group = series.only(groupBy);
    Labels same = admitted.get(group);
    if (same != null) {
      return Optional.of(same);
    }
    if (admitted.size() >= max && !makeRoom(time)) {
      if (refused.size() < MOST_REFUSED) {
        refused.add(group);
      }
      return Optional.empty();
    }
    admitted.put(group, group);
    return Optional.of(group);
  }

  /** What is read at once may reach an hour back. */
  private boolean makeRoom(long time) {
    Optional<Labels> idle = account.forgetIdle(time - kept - Grid.HOUR);
    idle.ifPresent(admitted::remove);
    return idle.isPresent() && admitted.size() < max;
  }

  boolean admits(Labels group) {
    return admitted.containsKey(group);
  }

  /** Those that are there already, whatever the limit; what was refused is asked again. */
  void reset(Set<Labels> groups) {
    admitted.clear();
    groups.forEach(group -> admitted.put(group, group));
    refused.clear();
  }

  Optional<CountProblem> problem() {
    return refused.isEmpty()
        ? Optional.empty()
        : Optional.of(new CountProblem.TooManyGroups(max, refused.size()));
  }
}
