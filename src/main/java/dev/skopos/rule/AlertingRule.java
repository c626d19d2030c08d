// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.Alert;
import dev.skopos.alert.ResolveReason;
import dev.skopos.model.Labels;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.QueryFunction.QueryFailedException;
import dev.skopos.rule.RuleSnapshot.Problem;
import dev.skopos.rule.SampleWriter.RuleSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The alerts of one rule and how an evaluation changes them. Knows no clock: whoever evaluates says
 * at which instant, so that rules of one group can be evaluated one after the other at the same
 * one. Not thread-safe.
 */
final class AlertingRule {

  /** What came of an evaluation. */
  sealed interface Outcome {}

  /**
   * The alerts are up to date.
   *
   * @param series how many the expression gave
   * @param problem templates that failed; null: none did
   * @param changed whether an alert began, ended or changed its state
   */
  record Evaluated(List<RuleSample> samples, int series, @Nullable Problem problem, boolean changed)
      implements Outcome {}

  /** The alerts are as they were before. */
  record Failed(Problem problem) implements Outcome {}

  private final AlertSeries series = new AlertSeries();
  private Map<Labels, TrackedAlert> alerts = new TreeMap<>();
  private @Nullable CompiledRule evaluated;

  /** Goes on with alerts from before a restart. */
  AlertingRule(List<TrackedAlert> restored) {
    restored.forEach(alert -> alerts.put(alert.alert().labels(), alert));
    series.resume(alerts());
  }

  /** All alerts, resolved ones for 15 minutes after their end; in ascending order of labels. */
  List<Alert> alerts() {
    return alerts.values().stream().map(TrackedAlert::alert).toList();
  }

  Collection<TrackedAlert> tracked() {
    return alerts.values();
  }

  /**
   * Evaluates the rule.
   *
   * @param rule may differ from the one before: alerts whose labels stay the same go on
   * @param at later than that of the evaluation before
   */
  Outcome evaluate(CompiledRule rule, Instant at, QueryFunction queries, String externalUrl) {
    List<Element> elements;
    try {
      elements = queries.query(rule.definition().expr(), at);
    } catch (QueryFailedException e) {
      return new Failed(new Problem("QueryFailed", Objects.toString(e.getMessage())));
    }
    Expansion texts = new Expansion(externalUrl, at, queries);
    Map<Labels, Alert> fresh = new TreeMap<>();
    for (Element element : elements) {
      Alert alert = rule.alert(element, at, texts);
      if (fresh.put(alert.labels(), alert) != null) {
        return new Failed(duplicate(alert.labels()));
      }
    }
    Map<Labels, TrackedAlert> next = next(rule, fresh, at);
    long active = next.values().stream().filter(TrackedAlert::isActive).count();
    int limit = rule.definition().limit();
    if (limit > 0 && active > limit) {
      return new Failed(
          new Problem(
              "LimitExceeded", "exceeded limit of %d with %d alerts".formatted(limit, active)));
    }
    boolean changed = !states(next).equals(states(alerts));
    alerts = next;
    evaluated = rule;
    String failure = texts.failure();
    return new Evaluated(
        series.samples(alerts(), at),
        elements.size(),
        failure == null ? null : new Problem("TemplateFailed", failure),
        changed);
  }

  private static Problem duplicate(Labels labels) {
    return new Problem(
        "DuplicateAlerts",
        "vector contains metrics with the same labelset after applying alert labels: " + labels);
  }

  private Map<Labels, TrackedAlert> next(CompiledRule rule, Map<Labels, Alert> fresh, Instant at) {
    Map<Labels, TrackedAlert> next = new TreeMap<>();
    fresh.forEach((labels, alert) -> next.put(labels, seen(rule, alert, at)));
    alerts.forEach(
        (labels, alert) -> {
          if (!fresh.containsKey(labels)) {
            missed(rule, alert, at).ifPresent(kept -> next.put(labels, kept));
          }
        });
    return next;
  }

  private TrackedAlert seen(CompiledRule rule, Alert fresh, Instant at) {
    TrackedAlert known = alerts.get(fresh.labels());
    return known == null
        ? TrackedAlert.begin(fresh, at, rule.definition().hold())
        : known.seen(fresh, at, rule.definition().hold());
  }

  private Optional<TrackedAlert> missed(CompiledRule rule, TrackedAlert alert, Instant at) {
    // under new labels the same series raises another alert: the old one must not linger beside it
    boolean renamed = evaluated != null && !evaluated.labelsAlike(rule);
    return Optional.ofNullable(
        renamed
            ? alert.ended(at, ResolveReason.RULE_REMOVED)
            : alert.missed(at, rule.definition().keepFiringFor()));
  }

  /** What a restart must not forget. */
  private static Map<Labels, List<Object>> states(Map<Labels, TrackedAlert> alerts) {
    Map<Labels, List<Object>> states = new TreeMap<>();
    alerts.forEach(
        (labels, tracked) ->
            states.put(
                labels,
                List.of(tracked.alert().state(), Optional.ofNullable(tracked.clearedAt()))));
    return states;
  }

  /** Ends all alerts; afterwards there are none. */
  Retired retire(Instant at) {
    List<Alert> resolved = new ArrayList<>();
    for (TrackedAlert tracked : alerts.values()) {
      TrackedAlert ended = tracked.ended(at, ResolveReason.RULE_REMOVED);
      if (ended != null) {
        resolved.add(ended.alert());
      }
    }
    alerts = new TreeMap<>();
    evaluated = null;
    return new Retired(series.samples(List.of(), at), resolved);
  }

  /** What is left of a rule that is evaluated no more: stale markers and the ends of its alerts. */
  record Retired(List<RuleSample> samples, List<Alert> resolved) {}

  /** The first instant after this one at which an evaluation would change an alert's state. */
  Optional<Instant> due(RuleDefinition rule, Instant after) {
    return alerts.values().stream()
        .map(alert -> alert.due(rule.hold(), rule.keepFiringFor()))
        .filter(due -> due != null && due.isAfter(after))
        .map(Objects::requireNonNull)
        .min(Instant::compareTo);
  }
}
