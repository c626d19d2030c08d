// SPDX-License-Identifier: Apache-2.0
package dev.skopos.rule;

import dev.skopos.alert.ResolveReason;
import dev.skopos.model.Labels;
import dev.skopos.model.ResourceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a group remembers over a restart: plain values that any mapper of JSON can write and read.
 *
 * @param savedAt when this was the state
 * @param channels where the alerts went, so that they can be ended when the group is gone
 * @param queryOffset how far before its evaluations the group wrote, in milliseconds
 * @param rules those that have something to remember
 */
public record RuleState(
    Instant savedAt, List<ResourceId> channels, long queryOffset, List<SavedRule> rules) {

  public RuleState {
    channels = List.copyOf(channels);
    rules = rules == null ? List.of() : List.copyOf(rules);
  }

  /**
   * One rule.
   *
   * @param recording whether it records; else it alerts
   * @param name and {@code labels} and {@code expr} are what the rule is known by
   * @param alerts of a rule that alerts
   * @param series labels of the series of a rule that records
   */
  public record SavedRule(
      boolean recording,
      String name,
      SortedMap<String, String> labels,
      String expr,
      List<SavedAlert> alerts,
      List<SortedMap<String, String>> series) {

    public SavedRule {
      labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
      alerts = List.copyOf(alerts);
      series = List.copyOf(series);
    }

    static SavedRule alerting(RuleIdentity rule, List<SavedAlert> alerts) {
      return new SavedRule(false, rule.name(), rule.labels(), rule.expr(), alerts, List.of());
    }

    static SavedRule recording(RuleIdentity rule, Collection<Labels> series) {
      List<SortedMap<String, String>> labels = new ArrayList<>(series.size());
      series.forEach(each -> labels.add(new TreeMap<>(each.toMap())));
      return new SavedRule(true, rule.name(), rule.labels(), rule.expr(), List.of(), labels);
    }

    List<Labels> labelsOfSeries() {
      return series.stream().map(Labels::of).toList();
    }

    RuleIdentity identity() {
      RuleIdentity.Type type = recording ? RuleIdentity.Type.RECORDING : RuleIdentity.Type.ALERTING;
      return new RuleIdentity(type, name, labels, expr);
    }
  }

  /**
   * One alert of the rule.
   *
   * @param labels all labels of the alert
   * @param firedAt when it went from pending to firing; null: it did not
   * @param clearedAt when the condition ceased to hold while the alert is kept firing; null: it
   *     holds
   * @param resolvedAt when it ended; null: it did not
   * @param resolveReason null as long as it did not end
   */
  public record SavedAlert(
      SortedMap<String, String> labels,
      SortedMap<String, String> annotations,
      double value,
      Instant activeAt,
      @Nullable Instant firedAt,
      @Nullable Instant clearedAt,
      @Nullable Instant resolvedAt,
      @Nullable ResolveReason resolveReason) {

    public SavedAlert {
      labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
      annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }
  }
}
