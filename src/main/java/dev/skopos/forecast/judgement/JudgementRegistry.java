// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.judgement;

import dev.skopos.forecast.CapacityEnvironment;
import dev.skopos.model.Applied;
import dev.skopos.model.ResourceId;
import dev.skopos.rule.GroupDefinition;
import dev.skopos.rule.RuleRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The alert rules that are judged; it hands them, and those that are not, on to the registry of
 * rules. Thread-safe; no method waits for a lesson or an evaluation.
 */
public final class JudgementRegistry {

  private final CapacityEnvironment environment;
  private final RuleRegistry rules;
  private final JudgesAtWork atWork;
  private final Instant started;
  private final List<Consumer<ResourceId>> listeners = new CopyOnWriteArrayList<>();

  /** A registry without rules. */
  public JudgementRegistry(
      CapacityEnvironment environment, RuleRegistry rules, JudgesAtWork atWork) {
    this.environment = environment;
    this.rules = rules;
    this.atWork = atWork;
    this.started = environment.forecasts().clock().instant();
  }

  /**
   * Puts a rule into force.
   *
   * @param judgement empty: the expression alone says when to alert
   * @return rejected as by {@link RuleRegistry#apply}
   */
  public Applied apply(GroupDefinition rule, Optional<Judgement> judgement) {
    Optional<JudgedRule> judged = judgement.map(by -> new JudgedRule(rule, by));
    // The rule first: until there is a judge, evaluations fail and alerts stay as they are.
    Applied applied = rules.apply(rule);
    switch (applied) {
      case Applied.Accepted _ -> judged.ifPresentOrElse(this::judge, () -> dismiss(rule.id()));
      case Applied.Rejected _ -> {}
    }
    return applied;
  }

  private void judge(JudgedRule rule) {
    atWork
        .judges()
        .compute(
            rule.rule().id(),
            (id, known) -> {
              Judge judge = known == null ? new Judge(id, environment, started, this::tell) : known;
              judge.want(rule);
              return judge;
            });
    tell(rule.rule().id());
  }

  private void dismiss(ResourceId id) {
    Judge judge = atWork.judges().remove(id);
    if (judge != null) {
      judge.close();
      tell(id);
    }
  }

  public void remove(ResourceId id) {
    rules.remove(id);
    dismiss(id);
  }

  /**
   * Removes all others of this kind, among them those that were deleted while the process did not
   * run.
   */
  public void retainOnly(String kind, Set<ResourceId> ids) {
    rules.retainOnly(kind, ids);
    atWork.judges().keySet().stream()
        .filter(id -> id.kind().equals(kind) && !ids.contains(id))
        .forEach(this::dismiss);
  }

  /** Empty for a rule that is not judged. */
  public Optional<JudgementSnapshot> snapshot(ResourceId id) {
    return atWork.find(id).flatMap(Judge::snapshot);
  }

  /**
   * Calls the listener when other series of a rule can be judged; what becomes of its alerts the
   * registry of rules tells.
   */
  public void onChange(Consumer<ResourceId> listener) {
    listeners.add(listener);
  }

  private void tell(ResourceId id) {
    listeners.forEach(listener -> listener.accept(id));
  }
}
