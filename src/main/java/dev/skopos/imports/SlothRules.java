// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Severity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes rules as Sloth does: ratios of errors over windows, what follows from them, and one alert
 * that pages and one that makes a ticket.
 */
final class SlothRules {

  private static final String RATE = "slo:sli_error:ratio_rate";
  private static final String WINDOW = "sloth_window";
  private static final String SUBJECT = "{{$labels.sloth_service}} {{$labels.sloth_slo}} SLO error";

  private final Exportable objective;
  private final SlothQueries queries;
  private final Map<String, String> id;
  private final String selector;
  private final List<Duration> windows;

  SlothRules(Exportable objective, Fields spec, boolean nativeHistograms) {
    this.objective = objective;
    this.queries = SlothQueries.of(objective, spec, nativeHistograms);
    this.id = id(objective);
    this.selector =
        id.entrySet().stream()
            .map(label -> "%s=\"%s\"".formatted(label.getKey(), escaped(label.getValue())))
            .collect(Collectors.joining(", ", "{", "}"));
    List<BurnTier> tiers =
        objective.tiers().isEmpty() ? GoogleTiers.of(objective.window()) : objective.tiers();
    this.windows = Exportable.windows(tiers);
    if (windows.contains(objective.window()) || windows.contains(Duration.ZERO)) {
      throw spec.refuse("window", "has to be longer than those of the alerts, and they than 0");
    }
    if (objective.alerting().absent() != null) {
      spec.lost("alerting", "absent: Sloth has no such alert");
    }
    if (objective.tiers().stream().anyMatch(tier -> !tier.holdFor().isZero())) {
      spec.lost("alerting", "for: alerts of Sloth fire at once");
    }
  }

  /** The name behind that of the service, as importing puts both together. */
  private static Map<String, String> id(Exportable objective) {
    String name = objective.name();
    String service = Objects.requireNonNullElse(objective.spec().service(), name);
    String slo = name.startsWith(service + "-") ? name.substring(service.length() + 1) : name;
    Map<String, String> id = new TreeMap<>();
    id.put("sloth_id", service + "-" + slo);
    id.put("sloth_service", service);
    id.put("sloth_slo", slo);
    return id;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  List<RuleGroup> make() {
    List<RuleGroup> groups = new ArrayList<>();
    groups.add(group("sli-recordings", ratios()));
    groups.add(group("meta-recordings", meta()));
    if (!objective.tiers().isEmpty()) {
      groups.add(group("alerts", alerts()));
    }
    return groups;
  }

  private RuleGroup group(String part, List<Rule> rules) {
    return new RuleGroup("sloth-slo-%s-%s".formatted(part, id.get("sloth_id")), "", rules);
  }

  private List<Rule> ratios() {
    List<Rule> rules = new ArrayList<>();
    for (Duration window : windows) {
      String text = Periods.text(window);
      rules.add(Rule.recording(RATE + text, queries.over(text), with(WINDOW, text)));
    }
    String period = days(objective.window());
    String shortest = RATE + Periods.text(windows.getFirst()) + selector;
    String average =
        "sum_over_time(%s[%s])\n/ ignoring (%s)\ncount_over_time(%s[%s])\n"
            .formatted(shortest, period, WINDOW, shortest, period);
    rules.add(Rule.recording(RATE + period, average, with(WINDOW, period)));
    return rules;
  }

  /** In days where they are whole, as Sloth writes it. */
  private static String days(Duration period) {
    return period.equals(Duration.ofDays(period.toDays()))
        ? period.toDays() + "d"
        : Periods.text(period);
  }

  private Map<String, String> with(String label, String value) {
    Map<String, String> labels = new TreeMap<>(id);
    labels.put(label, value);
    return labels;
  }

  private List<Rule> meta() {
    String target = objective.target().toPlainString();
    List<Rule> rules = new ArrayList<>();
    rules.add(Rule.recording("slo:objective:ratio", "vector(" + target + ")", id));
    rules.add(Rule.recording("slo:error_budget:ratio", "vector(1-" + target + ")", id));
    rules.add(Rule.recording("slo:time_period:days", "vector(" + periodDays() + ")", id));
    String current = RATE + Periods.text(windows.getFirst());
    rules.add(burn("slo:current_burn_rate:ratio", current));
    rules.add(burn("slo:period_burn_rate:ratio", RATE + days(objective.window())));
    rules.add(
        Rule.recording(
            "slo:period_error_budget_remaining:ratio",
            "1 - slo:period_burn_rate:ratio" + selector,
            id));
    rules.add(Rule.recording("sloth_slo_info", "vector(1)", info()));
    return rules;
  }

  private String periodDays() {
    return BigDecimal.valueOf(objective.window().toSeconds())
        .divide(BigDecimal.valueOf(Duration.ofDays(1).toSeconds()), 6, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  private Rule burn(String name, String ratio) {
    String expr =
        "%s%s\n/ on(sloth_id, sloth_slo, sloth_service) group_left\nslo:error_budget:ratio%s\n"
            .formatted(ratio, selector, selector);
    return Rule.recording(name, expr, id);
  }

  private Map<String, String> info() {
    Map<String, String> labels = new TreeMap<>(id);
    labels.put("sloth_mode", "cli-gen-prom");
    labels.put("sloth_objective", objective.spec().targetPercent());
    labels.put("sloth_spec", "prometheus/v1");
    labels.put("sloth_version", "skopos");
    return labels;
  }

  private List<Rule> alerts() {
    List<Rule> rules = new ArrayList<>();
    addAlert(rules, "page", objective.tiers().stream().filter(SlothRules::pages).toList());
    addAlert(rules, "ticket", objective.tiers().stream().filter(tier -> !pages(tier)).toList());
    return rules;
  }

  private static boolean pages(BurnTier tier) {
    return tier.severity() == Severity.CRITICAL || tier.severity() == Severity.HIGH;
  }

  private void addAlert(List<Rule> rules, String kind, List<BurnTier> tiers) {
    if (tiers.isEmpty()) {
      return;
    }
    Map<String, String> labels = new TreeMap<>(objective.alerting().labels());
    labels.put("sloth_severity", kind);
    labels.put("severity", Severities.text(tiers.getFirst().severity()));
    Map<String, String> annotations = new TreeMap<>();
    annotations.put("title", "(%s) %s budget burn rate is too fast.".formatted(kind, SUBJECT));
    annotations.put("summary", SUBJECT + " budget burn rate is over expected.");
    annotations.putAll(objective.alerting().annotations());
    String expr = tiers.stream().map(this::burns).collect(Collectors.joining("or\n"));
    rules.add(Rule.alert(alertName(), expr, "", labels, annotations));
  }

  /** In Sloth people choose it; promtool wants alerts with equal labels to have different ones. */
  private String alertName() {
    return Arrays.stream(Objects.requireNonNull(id.get("sloth_id")).split("[^A-Za-z0-9]+"))
            .filter(word -> !word.isEmpty())
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(Collectors.joining())
        + "ErrorBudgetBurn";
  }

  private String burns(BurnTier tier) {
    return "(\n    %s\n    and\n    %s\n)\n"
        .formatted(burns(tier, tier.shortWindow()), burns(tier, tier.longWindow()));
  }

  private String burns(BurnTier tier, Duration window) {
    return "max(%s%s%s > (%s * %s)) without (%s)"
        .formatted(
            RATE,
            Periods.text(window),
            selector,
            tier.factor().toPlainString(),
            objective.budget().toPlainString(),
            WINDOW);
  }
}
