// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.model.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where one rule of a group stands.
 *
 * @param state of a rule that records: {@link State#INACTIVE} once it was evaluated
 * @param instances firing ones first, then pending ones, each ordered by when they began; at most
 *     {@value #MAX_INSTANCES}, the counts are of all
 * @param lastEvaluation null: there was none yet
 * @param failed whether the last evaluation failed, so that all is as it was before
 * @param problem what went wrong in the last evaluation; null: nothing
 */
public record RuleSnapshot(
    RuleDefinition definition,
    State state,
    int firing,
    int pending,
    List<Instance> instances,
    @Nullable Evaluation lastEvaluation,
    boolean failed,
    @Nullable Problem problem) {

  /** Bounds what one answer of the API has to say. */
  public static final int MAX_INSTANCES = 10_000;

  static final Comparator<Instance> FIRING_FIRST =
      Comparator.comparing((Instance each) -> each.state() != State.FIRING)
          .thenComparing(Instance::activeAt)
          .thenComparing(Instance::labels);

  public RuleSnapshot {
    instances = List.copyOf(instances);
  }

  /** The rule before its first evaluation. */
  static RuleSnapshot unknown(RuleDefinition definition) {
    return new RuleSnapshot(definition, State.UNKNOWN, 0, 0, List.of(), null, false, null);
  }

  /** The same with a problem. */
  RuleSnapshot with(Problem trouble) {
    return new RuleSnapshot(
        definition, state, firing, pending, instances, lastEvaluation, failed, trouble);
  }

  /** The same of a rule that gives the same alerts and series. */
  RuleSnapshot as(RuleDefinition other) {
    return new RuleSnapshot(
        other, state, firing, pending, instances, lastEvaluation, failed, problem);
  }

  /** The worst that any alert of the rule is in. */
  public enum State {
    /** The condition holds for no series. */
    INACTIVE,
    /** It holds for at least one, but for none long enough. */
    PENDING,
    FIRING,
    SUSPENDED,
    /** No evaluation succeeded yet, or the last one failed while no alert was active. */
    UNKNOWN;

    /** The word that stands in the status: {@code Inactive}. */
    public String word() {
      return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One active alert.
   *
   * @param state {@link State#PENDING} or {@link State#FIRING}
   * @param keepFiringSince when its condition ceased to hold while it is kept firing; null: it
   *     holds
   * @param annotations with their templates filled in
   */
  public record Instance(
      Labels labels,
      State state,
      Instant activeAt,
      @Nullable Instant keepFiringSince,
      double value,
      Map<String, String> annotations) {

    public Instance {
      annotations = Map.copyOf(annotations);
    }

    /** The annotation {@code summary}; empty when there is none. */
    public String summary() {
      return annotations.getOrDefault("summary", "");
    }
  }

  /**
   * One run of a rule, or of all rules of a group.
   *
   * @param series how many series the expressions gave
   */
  public record Evaluation(Instant time, Duration duration, int series) {}

  /**
   * Why an evaluation failed or is incomplete.
   *
   * @param reason one CamelCase word: {@code QueryFailed}, {@code DuplicateAlerts}, {@code
   *     DuplicateSeries}, {@code LimitExceeded} (these hold the state as it was), {@code
   *     TemplateFailed} (the text says so in place of the value) or {@code SamplesRefused} (by the
   *     store; the others are written)
   * @param message for the author of the rule
   */
  public record Problem(String reason, String message) {}
}
