// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting;
import dev.skopos.promql.ast.VectorSelector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes Pyrra's rules over the whole window, and its alerts of absent series. */
final class PyrraIncreases {

  private final Exportable objective;
  private final PyrraSeries series;
  private final List<String> groups;
  private final Fields spec;
  private final String window;

  PyrraIncreases(Exportable objective, PyrraSeries series, List<String> groups, Fields spec) {
    this.objective = objective;
    this.series = series;
    this.groups = groups;
    this.spec = spec;
    this.window = Periods.text(objective.window());
  }

  List<Rule> make() {
    return switch (series) {
      case PyrraSeries.Errors(VectorSelector errors, VectorSelector total) -> errors(errors, total);
      case PyrraSeries.Success success -> success(success);
      case PyrraSeries.Native histogram -> histogram(histogram);
      case PyrraSeries.Gauge(VectorSelector gauge) -> gauge(gauge);
    };
  }

  private List<Rule> errors(VectorSelector errors, VectorSelector total) {
    Set<String> kept = PyrraSeries.kept(groups, errors, total);
    Map<String, String> labels = labels(kept);
    List<Rule> rules = new ArrayList<>();
    rules.add(increase(total, kept, labels));
    if (errors.name().equals(total.name())) {
      addAbsent(rules, labels, total);
    } else {
      rules.add(increase(errors, kept, labels));
      addAbsent(rules, labels, total, errors);
    }
    return rules;
  }

  private List<Rule> success(PyrraSeries.Success success) {
    Set<String> kept = PyrraSeries.kept(groups, success.success(), success.total());
    Map<String, String> labels = labels(kept);
    Map<String, String> bound = new TreeMap<>(labels);
    if (success.bound() != null) {
      bound.put(Histograms.BOUND, success.bound());
    }
    List<Rule> rules = new ArrayList<>();
    rules.add(increase(success.total(), kept, labels));
    boolean other = !success.success().name().equals(success.total().name());
    if (other) {
      rules.add(increase(success.success(), kept, bound));
    }
    if (!other) {
      addAbsent(rules, labels, success.total());
    } else if (success.bound() == null) {
      addAbsent(rules, labels, success.total(), success.success());
    } else {
      addAbsent(rules, labels, success.total());
      addAbsent(rules, bound, success.success());
    }
    return rules;
  }

  private List<Rule> histogram(PyrraSeries.Native histogram) {
    if (objective.alerting().absent() != null) {
      spec.lost("alerting", "absent: Pyrra has no such alert for native histograms");
    }
    Map<String, String> labels = labels(Set.of());
    Map<String, String> bound = new TreeMap<>(labels);
    bound.put(Histograms.BOUND, histogram.threshold());
    String sum = PyrraSeries.over(groups, "increase", histogram.total(), window);
    String count = "histogram_count(" + sum + ")";
    String fast = "histogram_fraction(0, %s, %s) * %s".formatted(histogram.threshold(), sum, count);
    String name = name(histogram.total());
    return List.of(
        Rule.recording(name, Selectors.canonical(count), labels),
        Rule.recording(name, Selectors.canonical(fast), bound));
  }

  private List<Rule> gauge(VectorSelector gauge) {
    Set<String> kept = new TreeSet<>(groups);
    Selectors.conditions(gauge).forEach(matcher -> kept.add(matcher.name()));
    Map<String, String> labels = labels(kept);
    List<Rule> rules = new ArrayList<>();
    for (String function : List.of("count", "sum")) {
      String query = PyrraSeries.over(kept, function + "_over_time", gauge, window);
      String name = gauge.name() + ":" + function + window;
      rules.add(Rule.recording(name, Selectors.canonical(query), labels));
    }
    addAbsent(rules, labels, gauge);
    return rules;
  }

  private Map<String, String> labels(Set<String> without) {
    Map<String, String> labels = new TreeMap<>(objective.plainLabels());
    labels.putAll(Selectors.fixed(series.total(), without));
    labels.put("slo", objective.name());
    labels.keySet().removeAll(without);
    return labels;
  }

  private Rule increase(VectorSelector counter, Set<String> kept, Map<String, String> labels) {
    String query = PyrraSeries.over(kept, "increase", counter, window);
    return Rule.recording(name(counter), Selectors.canonical(query), labels);
  }

  private String name(VectorSelector counter) {
    String base = PyrraRules.stripped(counter.name(), "_total", "_count", "_bucket");
    return base + ":increase" + window;
  }

  /** One alert where Pyrra has two with equal labels, of which promtool complains. */
  private void addAbsent(
      List<Rule> rules, Map<String, String> labels, VectorSelector... selectors) {
    Alerting.AbsentAlert absent = objective.alerting().absent();
    if (absent != null) {
      Map<String, String> all = new TreeMap<>(labels);
      all.put("severity", Severities.text(absent.severity()));
      String expr =
          Arrays.stream(selectors)
              .map(selector -> "absent(%s) == 1".formatted(selector))
              .collect(Collectors.joining(" or "));
      rules.add(
          Rule.alert(
              "SLOMetricAbsent",
              Selectors.canonical(expr),
              absent.holdFor().text(),
              all,
              objective.alerting().annotations()));
    }
  }
}
