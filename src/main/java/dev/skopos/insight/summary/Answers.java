// SPDX-License-Identifier: Apache-2.0
package dev.skopos.insight.summary;

import dev.skopos.alert.Alert;
import dev.skopos.insight.observe.HistoryReader;
import dev.skopos.insight.observe.HistoryReader.ReadFailedException;
import dev.skopos.model.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What the store says of the last hours, of everything, whoever may see it. Immutable.
 *
 * @param at when it was asked, which is where the hours end
 * @param before of as long a time before
 * @param firing how many alerts of each namespace fired
 * @param notifications how many each channel delivered
 * @param budgets what was left of each at the begin
 * @param unanswered what could not be asked, each as a sentence
 */
record Answers(
    Instant at,
    int hours,
    Runs now,
    Runs before,
    List<Series> firing,
    List<Series> notifications,
    List<Series> budgets,
    List<String> unanswered) {

  private static final int MOST_POINTS = 300;
  private static final int SHORTEST_STEP = 60;

  Answers {
    firing = List.copyOf(firing);
    notifications = List.copyOf(notifications);
    budgets = List.copyOf(budgets);
    unanswered = List.copyOf(unanswered);
  }

  /** No answer at all. */
  static Answers none(Instant at, int hours, String why) {
    Runs none = Runs.of(List.of(), List.of());
    return new Answers(
        at,
        hours,
        none,
        none,
        List.of(),
        List.of(),
        List.of(),
        List.of("nothing was asked: " + why));
  }

  /**
   * Asks; blocks for as long as the answers take.
   *
   * @param cancelled asked often; once it is true nothing more is asked
   */
  static Answers ask(HistoryReader reader, Instant at, int hours, BooleanSupplier cancelled) {
    Questions questions = new Questions(reader, at, hours, cancelled, new ArrayList<>());
    return new Answers(
        at,
        hours,
        questions.runs(""),
        questions.runs(" offset " + hours + "h"),
        questions.ask(
            "count by (%s) (count_over_time(ALERTS{alertstate=\"firing\"}[%dh]))"
                .formatted(Alert.ORIGIN_LABEL, hours)),
        questions.ask(
            "sum by (namespace, channel)"
                + " (increase(skopos_notifications_total{outcome=\"delivered\"}[%dh]))"
                    .formatted(hours)),
        questions.ask(
            "min by (skopos_namespace, objective) (skopos_slo_error_budget_remaining_ratio offset"
                + " %dh)".formatted(hours)),
        questions.unanswered());
  }

  /** Those that are asked, and what was not answered so far. */
  private record Questions(
      HistoryReader reader,
      Instant at,
      int hours,
      BooleanSupplier cancelled,
      List<String> unanswered) {

    Runs runs(String offset) {
      int step = Math.max(SHORTEST_STEP, hours * 3600 / MOST_POINTS);
      return Runs.of(
          ask(
              "sum by (namespace, name, result) (increase(skopos_check_results_total[%dh]%s))"
                  .formatted(hours, offset)),
          ask("skopos_check_duration_seconds[%dh:%ds]%s".formatted(hours, step, offset)));
    }

    List<Series> ask(String expr) {
      if (cancelled.getAsBoolean()) {
        unanswered.add(expr + ": it was cancelled");
        return List.of();
      }
      try {
        return reader.read(expr, at, cancelled);
      } catch (ReadFailedException e) {
        unanswered.add(expr + ": " + e.getMessage());
        return List.of();
      }
    }
  }
}
