// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.rule.RuleState.SavedRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one group, with what they left behind. An edit of the group keeps what belongs to
 * rules that stay: those that are alike in all, then those of equal name and labels, as in
 * Prometheus, then those of equal name. Not thread-safe.
 */
final class RulesAtWork {

  private static final List<BiPredicate<RuleIdentity, RuleIdentity>> LIKENESS =
      List.of(RuleIdentity::equals, RuleIdentity::sameResults, RuleIdentity::sameName);

  private List<ActiveRule> rules = List.of();

  /** Goes on with rules from before a restart. */
  void restore(RuleState state, Instant now) {
    rules = state.rules().stream().map(rule -> restore(rule, state.savedAt(), now)).toList();
  }

  private static ActiveRule restore(SavedRule rule, Instant savedAt, Instant now) {
    RuleIdentity identity = rule.identity();
    return switch (identity.type()) {
      case ALERTING -> new AlertingRule(identity, SavedAlerts.restore(rule, savedAt, now));
      case RECORDING -> new RecordingRule(identity, rule.labelsOfSeries());
    };
  }

  List<ActiveRule> list() {
    return rules;
  }

  void clear() {
    rules = List.of();
  }

  /** Takes these rules for those there were; gives back the ones that are no more. */
  List<ActiveRule> become(CompiledGroup group) {
    Set<ActiveRule> left = new LinkedHashSet<>(rules);
    TreeMap<Integer, ActiveRule> next = new TreeMap<>();
    for (BiPredicate<RuleIdentity, RuleIdentity> alike : LIKENESS) {
      for (int i = 0; i < group.rules().size(); i++) {
        RuleIdentity wanted = RuleIdentity.of(group.rules().get(i).definition());
        ActiveRule known = next.containsKey(i) ? null : find(left, wanted, alike);
        if (known != null) {
          left.remove(known);
          next.put(i, become(known, group.rules().get(i)));
        }
      }
    }
    List<ActiveRule> all = new ArrayList<>();
    for (int i = 0; i < group.rules().size(); i++) {
      ActiveRule known = next.get(i);
      all.add(known == null ? fresh(group.rules().get(i)) : known);
    }
    rules = List.copyOf(all);
    return List.copyOf(left);
  }

  private static @Nullable ActiveRule find(
      Set<ActiveRule> among, RuleIdentity wanted, BiPredicate<RuleIdentity, RuleIdentity> alike) {
    return among.stream()
        .filter(rule -> alike.test(rule.identity(), wanted))
        .findFirst()
        .orElse(null);
  }

  private static ActiveRule become(ActiveRule known, CompiledRule rule) {
    switch (known) {
      case AlertingRule alerting when rule instanceof CompiledAlert alert -> alerting.become(alert);
      case RecordingRule recording when rule instanceof CompiledRecord record ->
          recording.become(record);
      case AlertingRule _, RecordingRule _ ->
          throw new IllegalStateException("rules of different types are alike: " + rule);
    }
    return known;
  }

  private static ActiveRule fresh(CompiledRule rule) {
    return switch (rule) {
      case CompiledAlert alert -> new AlertingRule(alert);
      case CompiledRecord record -> new RecordingRule(record);
    };
  }
}
