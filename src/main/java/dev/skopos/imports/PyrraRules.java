// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting;
import dev.skopos.model.Matcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes rules as Pyrra does: increases over the window, burn rates over the windows of the tiers,
 * and for each tier an alert {@code ErrorBudgetBurn}.
 */
final class PyrraRules {

  private final Exportable objective;
  private final PyrraSeries series;
  private final List<String> groups;
  private final Fields spec;

  PyrraRules(Exportable objective, Fields spec, boolean nativeHistograms) {
    this.objective = objective;
    this.spec = spec;
    this.series = new PyrraSource(spec, nativeHistograms).find(objective.spec().indicator());
    this.groups = objective.spec().groupBy().stream().sorted().toList();
  }

  List<RuleGroup> make() {
    List<RuleGroup> made = new ArrayList<>();
    PyrraIncreases increases = new PyrraIncreases(objective, series, groups, spec);
    made.add(new RuleGroup(objective.name() + "-increase", interval(), increases.make()));
    List<Rule> rules = new ArrayList<>(burnRates());
    objective.tiers().forEach(tier -> rules.add(alert(tier)));
    made.add(new RuleGroup(objective.name(), "30s", rules));
    return made;
  }

  /** The longer the window, the less often its increase is looked at. */
  private String interval() {
    long weeks = Math.min(objective.window().toDays() / 7, 7);
    return Periods.text(Duration.ofSeconds(30 * (weeks + 1)));
  }

  private List<Rule> burnRates() {
    List<BurnTier> tiers =
        objective.tiers().isEmpty() ? PyrraTiers.of(objective.window()) : objective.tiers();
    List<Rule> rules = new ArrayList<>();
    for (Duration window : Exportable.windows(tiers)) {
      if (window.isZero()) {
        throw spec.refuse("window", "too short for burn rates over whole minutes");
      }
      String query = series.burnRate(groups, Periods.text(window));
      rules.add(Rule.recording(name(window), Selectors.canonical(query), labels()));
    }
    return rules;
  }

  private String name(Duration window) {
    return stripped(series.total().name(), "_total", "_count") + ":burnrate" + Periods.text(window);
  }

  static String stripped(String name, String... endings) {
    String stripped = name;
    for (String ending : endings) {
      stripped =
          stripped.endsWith(ending)
              ? stripped.substring(0, stripped.length() - ending.length())
              : stripped;
    }
    return stripped;
  }

  private Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>(objective.plainLabels());
    labels.putAll(Selectors.fixed(series.total(), Set.copyOf(groups)));
    labels.put("slo", objective.name());
    return labels;
  }

  private Rule alert(BurnTier tier) {
    Map<String, String> labels = new TreeMap<>(objective.alerting().labels());
    labels.putAll(labels());
    labels.put("short", Periods.text(tier.shortWindow()));
    labels.put("long", Periods.text(tier.longWindow()));
    labels.put("severity", Severities.text(tier.severity()));
    labels.put("exhaustion", exhaustion(tier));
    String expr =
        "%s and %s".formatted(burns(tier, tier.shortWindow()), burns(tier, tier.longWindow()));
    String holdFor = tier.holdFor().isZero() ? "" : Periods.text(tier.holdFor());
    Alerting alerting = objective.alerting();
    return Rule.alert("ErrorBudgetBurn", expr, holdFor, labels, alerting.annotations());
  }

  private String burns(BurnTier tier, Duration window) {
    return "%s{%s} > (%s * (1-%s))"
        .formatted(
            name(window),
            String.join(",", conditions()),
            tier.factor().toPlainString(),
            objective.target().toPlainString());
  }

  /**
   * Conditions that burn rates fulfil: what regular expressions select is not among their labels.
   */
  private List<String> conditions() {
    List<String> conditions = new ArrayList<>();
    for (Matcher matcher : Selectors.conditions(series.total())) {
      if (!Selectors.isExpression(matcher) || groups.contains(matcher.name())) {
        conditions.add(matcher.toString());
      }
    }
    conditions.add(Matcher.equal("slo", objective.name()).toString());
    return conditions.stream().sorted().toList();
  }

  /** When the budget is spent if it burns so. */
  private String exhaustion(BurnTier tier) {
    double seconds = objective.window().toSeconds() / tier.factor().doubleValue();
    return Periods.text(Duration.ofSeconds((long) seconds));
  }
}
