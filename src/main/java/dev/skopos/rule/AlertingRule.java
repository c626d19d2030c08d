// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.Alert;
import dev.skopos.alert.ResolveReason;
import dev.skopos.model.Labels;
import dev.skopos.rule.QueryFunction.Element;
import dev.skopos.rule.QueryFunction.QueryFailedException;
import dev.skopos.rule.RuleSnapshot.Problem;
import dev.skopos.rule.RuleState.SavedRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The alerts of one rule and how an evaluation changes them. Not thread-safe. */
final class AlertingRule implements ActiveRule {

  private final AlertSeries series = new AlertSeries();
  private Map<Labels, TrackedAlert> alerts = new TreeMap<>();
  private RuleIdentity identity;
  private @Nullable CompiledAlert rule;
  private @Nullable CompiledAlert evaluated;

  AlertingRule(CompiledAlert rule) {
    this.identity = RuleIdentity.of(rule.definition());
    this.rule = rule;
  }

  /** Goes on with alerts from before a restart; what the rule is has yet to be said. */
  AlertingRule(RuleIdentity identity, List<TrackedAlert> restored) {
    this.identity = identity;
    restored.forEach(alert -> alerts.put(alert.alert().labels(), alert));
    series.resume(alerts.values());
  }

  /** The rule from now on; alerts whose labels it leaves as they are go on. */
  void become(CompiledAlert next) {
    rule = next;
    identity = RuleIdentity.of(next.definition());
  }

  @Override
  public RuleIdentity identity() {
    return identity;
  }

  /** All alerts, resolved ones for 15 minutes after their end; in ascending order of labels. */
  List<Alert> alerts() {
    return alerts.values().stream().map(TrackedAlert::alert).toList();
  }

  Collection<TrackedAlert> tracked() {
    return alerts.values();
  }

  @Override
  public boolean isIdle() {
    return alerts.isEmpty();
  }

  @Override
  public SavedRule saved() {
    return SavedAlerts.save(identity, alerts.values());
  }

  @Override
  public Outcome evaluate(Evaluation evaluation) {
    CompiledAlert present = Objects.requireNonNull(rule, "a rule that was not told what it is");
    List<Element> elements;
    try {
      elements = elements(present.definition(), evaluation);
    } catch (QueryFailedException e) {
      return new Failed(new Problem("QueryFailed", Objects.toString(e.getMessage())));
    }
    Instant at = evaluation.at();
    Expansion texts = new Expansion(evaluation.externalUrl(), at, evaluation.queries());
    Map<Labels, Alert> fresh = new TreeMap<>();
    for (Element element : elements) {
      Alert alert = present.alert(element, at, evaluation.namespace(), texts);
      if (fresh.put(alert.labels(), alert) != null) {
        return new Failed(duplicate(alert.labels()));
      }
    }
    Map<Labels, TrackedAlert> next = next(present, fresh, at);
    int limit = evaluation.limit();
    long active = next.values().stream().filter(TrackedAlert::isActive).count();
    if (limit > 0 && active > limit) {
      return new Failed(exceeded(limit, active));
    }
    boolean changed = differ(next, alerts);
    alerts = next;
    evaluated = present;
    String failure = texts.failure();
    return new Evaluated(
        series.samples(alerts.values(), evaluation.written()),
        elements.size(),
        failure == null ? null : new Problem("TemplateFailed", failure),
        changed);
  }

  private static List<Element> elements(RuleDefinition.Alerting rule, Evaluation evaluation)
      throws QueryFailedException {
    return rule.judged()
        ? evaluation.queries().judged(rule.expr(), evaluation.written())
        : evaluation.queries().query(rule.expr(), evaluation.written());
  }

  private static Problem duplicate(Labels labels) {
    return new Problem(
        "DuplicateAlerts",
        "vector contains metrics with the same labelset after applying alert labels: " + labels);
  }

  private static Problem exceeded(int limit, long active) {
    return new Problem(
        "LimitExceeded", "exceeded limit of %d with %d alerts".formatted(limit, active));
  }

  private Map<Labels, TrackedAlert> next(
      CompiledAlert present, Map<Labels, Alert> fresh, Instant at) {
    Map<Labels, TrackedAlert> next = new TreeMap<>();
    fresh.forEach((labels, alert) -> next.put(labels, seen(present, alert, at)));
    alerts.forEach(
        (labels, alert) -> {
          if (!fresh.containsKey(labels)) {
            missed(present, alert, at).ifPresent(kept -> next.put(labels, kept));
          }
        });
    return next;
  }

  private TrackedAlert seen(CompiledAlert present, Alert fresh, Instant at) {
    TrackedAlert known = alerts.get(fresh.labels());
    return known == null
        ? TrackedAlert.begin(fresh, at, present.definition().hold())
        : known.seen(fresh, at, present.definition().hold());
  }

  private Optional<TrackedAlert> missed(CompiledAlert present, TrackedAlert alert, Instant at) {
    // under new labels the same series raises another alert: the old one must not linger beside it
    boolean renamed = evaluated != null && !evaluated.labelsAlike(present);
    return Optional.ofNullable(
        renamed
            ? alert.ended(at, ResolveReason.RULE_REMOVED)
            : alert.missed(at, present.definition().keepFiringFor()));
  }

  /** Whether there is something that a restart must not forget. */
  private static boolean differ(Map<Labels, TrackedAlert> next, Map<Labels, TrackedAlert> before) {
    if (next.size() != before.size()) {
      return true;
    }
    for (Map.Entry<Labels, TrackedAlert> entry : next.entrySet()) {
      TrackedAlert known = before.get(entry.getKey());
      if (known == null || !entry.getValue().standsAs(known)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Retired retire(Instant at, Instant written) {
    List<Alert> resolved = new ArrayList<>();
    for (TrackedAlert tracked : alerts.values()) {
      TrackedAlert ended = tracked.ended(at, ResolveReason.RULE_REMOVED);
      if (ended != null) {
        resolved.add(ended.alert());
      }
    }
    alerts = new TreeMap<>();
    evaluated = null;
    return new Retired(series.samples(List.of(), written), resolved);
  }

  /** The first instant after this one at which an evaluation would change an alert's state. */
  Optional<Instant> due(Instant after) {
    CompiledAlert present = rule;
    if (present == null) {
      return Optional.empty();
    }
    RuleDefinition.Alerting times = present.definition();
    return alerts.values().stream()
        .map(alert -> alert.due(times.hold(), times.keepFiringFor()))
        .filter(due -> due != null && due.isAfter(after))
        .map(Objects::requireNonNull)
        .min(Instant::compareTo);
  }
}
