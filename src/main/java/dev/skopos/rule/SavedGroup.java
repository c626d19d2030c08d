// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.AlertState.Pending;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.RuleState.SavedRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides when the state of a group is saved: news at once, and each minute while an alert is
 * pending, since the time of an outage does not count for it. Not thread-safe.
 */
final class SavedGroup {
  private static final Duration SAVE_INTERVAL = Duration.ofMinutes(1);

  private final ResourceId id;
  private final RuleStateStore states;
  private Instant savedAt = Instant.MIN;
  private boolean saved;

  SavedGroup(ResourceId id, RuleStateStore states) {
    this.id = id;
    this.states = states;
  }

  Optional<RuleState> load() {
    Optional<RuleState> state = states.load(id);
    saved = state.isPresent();
    return state;
  }

  void delete() {
    if (saved) {
      states.delete(id);
      saved = false;
    }
  }

  void save(
      List<ActiveRule> rules,
      List<ResourceId> channels,
      Duration queryOffset,
      boolean news,
      Instant at) {
    if (rules.stream().allMatch(ActiveRule::isIdle)) {
      delete();
    } else if (news || !saved || grewOld(rules, at)) {
      List<SavedRule> kept = new ArrayList<>();
      rules.stream().filter(rule -> !rule.isIdle()).forEach(rule -> kept.add(rule.saved()));
      states.save(id, new RuleState(at, channels, queryOffset.toMillis(), kept));
      saved = true;
      savedAt = at;
    }
  }

  private boolean grewOld(List<ActiveRule> rules, Instant at) {
    return !at.isBefore(savedAt.plus(SAVE_INTERVAL))
        && rules.stream().anyMatch(SavedGroup::hasPending);
  }

  private static boolean hasPending(ActiveRule rule) {
    return switch (rule) {
      case AlertingRule alerting ->
          alerting.tracked().stream().anyMatch(alert -> alert.alert().state() instanceof Pending);
      case RecordingRule _ -> false;
    };
  }
}
