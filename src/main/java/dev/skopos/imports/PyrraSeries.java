// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.model.Matcher;
import dev.skopos.promql.ast.VectorSelector;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The series that rules in Pyrra's layout are made of. */
sealed interface PyrraSeries {

  /** All events; gives the names and labels of the rules. */
  VectorSelector total();

  /** The share of bad events in the window. */
  String burnRate(List<String> groups, String window);

  /** Bad events and all. */
  record Errors(VectorSelector errors, VectorSelector total) implements PyrraSeries {
    @Override
    public String burnRate(List<String> groups, String window) {
      return "%s / %s".formatted(rate(groups, errors, window), rate(groups, total, window));
    }
  }

  /**
   * Good events and all.
   *
   * @param bound of the bucket that counts the good ones; null when they are counted otherwise
   */
  record Success(VectorSelector success, VectorSelector total, @Nullable String bound)
      implements PyrraSeries {
    @Override
    public String burnRate(List<String> groups, String window) {
      String all = rate(groups, total, window);
      return "(%s - %s) / %s".formatted(all, rate(groups, success, window), all);
    }
  }

  /** A native histogram. */
  record Native(VectorSelector total, String threshold) implements PyrraSeries {
    @Override
    public String burnRate(List<String> groups, String window) {
      return "1 - histogram_fraction(0, %s, %s)".formatted(threshold, rate(groups, total, window));
    }
  }

  /** Gauges of 0 and 1. */
  record Gauge(VectorSelector total) implements PyrraSeries {
    @Override
    public String burnRate(List<String> groups, String window) {
      String count = over(groups, "count_over_time", total, window);
      String sum = over(groups, "sum_over_time", total, window);
      return "(%s - %s) / %s".formatted(count, sum, count);
    }
  }

  private static String rate(List<String> groups, VectorSelector selector, String window) {
    return over(groups, "rate", selector, window);
  }

  /** The sum of what the function makes of the series in the window. */
  static String over(
      Iterable<String> groups, String function, VectorSelector selector, String window) {
    return Selectors.sum(groups, "%s(%s[%s])".formatted(function, selector, window));
  }

  /**
   * The labels that are kept of increases over the whole window: those of the groups, those that
   * tell the counted events from all, and those that a regular expression leaves open.
   */
  static Set<String> kept(List<String> groups, VectorSelector part, VectorSelector total) {
    Set<String> kept = new TreeSet<>();
    Selectors.conditions(part).forEach(matcher -> kept.add(matcher.name()));
    Selectors.conditions(total).forEach(matcher -> kept.remove(matcher.name()));
    kept.remove(Histograms.BOUND);
    Selectors.conditions(total).stream()
        .filter(Selectors::isExpression)
        .map(Matcher::name)
        .forEach(kept::add);
    kept.addAll(groups);
    return kept;
  }
}
