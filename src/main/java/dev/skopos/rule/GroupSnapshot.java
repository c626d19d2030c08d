// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.rule.RuleSnapshot.Evaluation;
import dev.skopos.rule.RuleSnapshot.Instance;
import dev.skopos.rule.RuleSnapshot.Problem;
import dev.skopos.rule.RuleSnapshot.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a group stands.
 *
 * @param definition the group in force
 * @param state the worst that any of its rules is in
 * @param instances of all its rules, in the order of those of one rule; at most {@value
 *     #MAX_INSTANCES}, which are what a status has room for; the counts are of all
 * @param rules in the order of the definition; before the first evaluation nothing is known of them
 * @param lastEvaluation of the whole group; null: there was none yet
 * @param problem of the first rule that has one; null: none has
 * @param nextEvaluation null: the group is suspended
 * @param lastTransition when the state changed last; null: it has been the same from the start
 * @param tally what was counted since the process started
 */
public record GroupSnapshot(
    GroupDefinition definition,
    State state,
    int firing,
    int pending,
    List<Instance> instances,
    List<RuleSnapshot> rules,
    @Nullable Evaluation lastEvaluation,
    @Nullable Problem problem,
    @Nullable Instant nextEvaluation,
    @Nullable Instant lastTransition,
    Tally tally) {

  public static final int MAX_INSTANCES = 20;

  public GroupSnapshot {
    instances = List.copyOf(instances);
    rules = List.copyOf(rules);
  }

  /**
   * Counts of one group.
   *
   * @param iterations evaluations of the whole group
   * @param missedIterations those that were left out, because one took longer than the interval
   * @param failedEvaluations of single rules
   */
  public record Tally(long iterations, long missedIterations, long failedEvaluations) {}
}
