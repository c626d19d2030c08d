// SPDX-License-Identifier: Apache-2.0
package dev.skopos.dashboard;

import dev.skopos.dashboard.Board.ObjectiveRow;
import dev.skopos.dashboard.Board.Tone;
import dev.skopos.slo.ObjectiveSnapshot;
import dev.skopos.slo.ObjectiveSnapshot.TierSnapshot;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.definition.Percent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Turns objectives into rows, those with the least of their budgets left first. */
final class ObjectiveRows {

  private ObjectiveRows() {}

  static List<ObjectiveRow> of(List<ObjectiveSnapshot> objectives, Instant now) {
    return objectives.stream()
        .sorted(
            Comparator.comparingInt((ObjectiveSnapshot objective) -> rank(objective.state()))
                .thenComparingDouble(ObjectiveRows::remaining)
                .thenComparing(objective -> objective.definition().id()))
        .map(objective -> row(objective, now))
        .toList();
  }

  private static int rank(ObjectiveSnapshot.State state) {
    return switch (state) {
      case EXHAUSTED -> 0;
      case BURNING -> 1;
      case NO_DATA -> 2;
      case MET, UNKNOWN -> 3;
      case SUSPENDED -> 4;
    };
  }

  private static double remaining(ObjectiveSnapshot objective) {
    return objective.worst().map(BudgetState::remainingRatio).orElse(Double.POSITIVE_INFINITY);
  }

  static Tone tone(ObjectiveSnapshot.State state) {
    return switch (state) {
      case EXHAUSTED -> Tone.BAD;
      case BURNING, NO_DATA -> Tone.WARN;
      case MET -> Tone.GOOD;
      case UNKNOWN, SUSPENDED -> Tone.IDLE;
    };
  }

  private static ObjectiveRow row(ObjectiveSnapshot objective, Instant now) {
    Optional<BudgetState> worst = objective.worst();
    double remaining = worst.map(BudgetState::remainingRatio).orElse(Double.NaN);
    return new ObjectiveRow(
        objective.definition().id().namespace(),
        objective.definition().id().name(),
        objective.definition().service(),
        objective.state().word(),
        tone(objective.state()),
        Percent.text(objective.definition().targetPercent())
            + " % over "
            + objective.definition().window().label(),
        worst.map(state -> sli(state.sli())).orElse("-"),
        budget(remaining),
        Double.isNaN(remaining) ? 0 : (int) Math.round(Math.clamp(remaining, 0, 1) * 100),
        burn(objective.tiers()),
        worst
            .map(BudgetState::exhaustion)
            .map(at -> "used up in " + Wording.age(now, at))
            .orElse(""),
        worst.filter(state -> !state.group().isEmpty()).map(ObjectiveRows::group).orElse(""));
  }

  private static String group(BudgetState state) {
    return "worst of its groups: " + state.group();
  }

  /** Rounded down, so that 100 % means that nothing was bad. */
  static String sli(double ratio) {
    if (!Double.isFinite(ratio)) {
      return "-";
    }
    double percent = Math.floor(ratio * 1_000_000) / 10_000;
    return percent == 100 ? "100 %" : String.format(java.util.Locale.ROOT, "%.4f %%", percent);
  }

  /** {@code 31.2 %}, negative when more was spent than there was. */
  static String budget(double ratio) {
    return Double.isFinite(ratio)
        ? String.format(java.util.Locale.ROOT, "%.1f %%", Math.floor(ratio * 1000) / 10)
        : "-";
  }

  /** The present burn rate: that of the shortest window. */
  private static String burn(List<TierSnapshot> tiers) {
    OptionalDouble rate =
        tiers.stream().mapToDouble(TierSnapshot::shortRate).filter(Double::isFinite).findFirst();
    return rate.isPresent() ? rate(rate.getAsDouble()) : "-";
  }

  static String rate(double rate) {
    return Double.isFinite(rate) ? String.format(java.util.Locale.ROOT, "%.2fx", rate) : "-";
  }
}
