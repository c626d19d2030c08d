// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import dev.skopos.alert.Alert;
import dev.skopos.insight.observe.HistoryReader;
import dev.skopos.insight.observe.HistoryReader.ReadFailedException;
import dev.skopos.model.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What the store says of the last hours, of more than each who looks may see. Immutable.
 *
 * @param at when it was asked, which is where the hours end
 * @param before of as long a time before
 * @param firing how many alerts of each namespace fired; empty: not known
 * @param notifications how many each channel delivered; empty: not known
 * @param budgets what was left of each at the begin
 * @param unanswered what could not be asked, each as a sentence
 */
record Answers(
    Instant at,
    int hours,
    Runs now,
    Runs before,
    Optional<List<Series>> firing,
    Optional<List<Series>> notifications,
    List<Series> budgets,
    List<String> unanswered) {

  private static final String NAMESPACE = "namespace";
  private static final int MOST_POINTS = 300;
  private static final int SHORTEST_STEP = 60;

  Answers {
    firing = firing.map(List::copyOf);
    notifications = notifications.map(List::copyOf);
    budgets = List.copyOf(budgets);
    unanswered = List.copyOf(unanswered);
  }

  /**
   * No answer at all.
   *
   * @param unanswered why, if there was anything to ask
   */
  static Answers none(Instant at, int hours, List<String> unanswered) {
    Runs none = Runs.of(Optional.empty(), List.of());
    return new Answers(
        at, hours, none, none, Optional.empty(), Optional.empty(), List.of(), unanswered);
  }

  /**
   * Asks; blocks for as long as the answers take.
   *
   * @param cancelled asked often; once it is true nothing more is asked
   */
  static Answers ask(HistoryReader reader, Instant at, Scope scope, BooleanSupplier cancelled) {
    int hours = scope.hours();
    Questions questions = new Questions(reader, at, scope, cancelled, new ArrayList<>());
    return new Answers(
        at,
        hours,
        questions.runs(""),
        questions.runs(" offset " + hours + "h"),
        questions.ask(
            scope.alerts(),
            "count by (%s) (count_over_time(ALERTS%s[%dh]))"
                .formatted(
                    Alert.ORIGIN_LABEL,
                    scope.matchers(Alert.ORIGIN_LABEL, scope.alerts(), "alertstate=\"firing\""),
                    hours)),
        questions.ask(
            scope.channels(),
            "sum by (namespace, channel) (increase(skopos_notifications_total%s[%dh]))"
                .formatted(
                    scope.matchers(NAMESPACE, scope.channels(), "outcome=\"delivered\""), hours)),
        questions
            .ask(
                scope.objectives(),
                ("min by (skopos_namespace, objective)"
                        + " (skopos_slo_error_budget_remaining_ratio%s offset %dh)")
                    .formatted(scope.matchers(Alert.ORIGIN_LABEL, scope.objectives()), hours))
            .orElse(List.of()),
        questions.unanswered());
  }

  /** Those that are asked, and what was not answered so far. */
  private record Questions(
      HistoryReader reader,
      Instant at,
      Scope scope,
      BooleanSupplier cancelled,
      List<String> unanswered) {

    Runs runs(String offset) {
      int hours = scope.hours();
      int step = Math.max(SHORTEST_STEP, hours * 3600 / MOST_POINTS);
      String where = scope.matchers(NAMESPACE, scope.checks());
      return Runs.of(
          ask(
              scope.checks(),
              "sum by (namespace, name, result) (increase(skopos_check_results_total%s[%dh]%s))"
                  .formatted(where, hours, offset)),
          ask(
                  scope.checks(),
                  "skopos_check_duration_seconds%s[%dh:%ds]%s"
                      .formatted(where, hours, step, offset))
              .orElse(List.of()));
    }

    /** Empty: there is no answer. */
    Optional<List<Series>> ask(Set<String> namespaces, String expr) {
      if (!scope.asks(namespaces)) {
        return Optional.empty();
      }
      if (cancelled.getAsBoolean()) {
        unanswered.add(expr + ": all together took longer than a query may take");
        return Optional.empty();
      }
      try {
        return Optional.of(reader.read(expr, at, cancelled));
      } catch (ReadFailedException e) {
        unanswered.add(expr + ": " + e.getMessage());
        return Optional.empty();
      }
    }
  }
}
