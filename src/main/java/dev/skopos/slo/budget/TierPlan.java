// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.budget;

import dev.skopos.model.Severity;
import dev.skopos.slo.budget.Tier.Reach;
import dev.skopos.slo.definition.Alerting.Tiers;
import dev.skopos.slo.definition.Budgeting;
import dev.skopos.slo.definition.BurnTier;
import dev.skopos.slo.definition.ObjectiveDefinition;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;

/** Makes the tiers of an objective of what its author wants. */
public final class TierPlan {

  private static final Duration GOOGLE_WINDOW = Duration.ofDays(30);
  private static final Duration PYRRA_WINDOW = Duration.ofDays(28);

  /**
   * A tier of a preset, for the window that the preset was made for.
   *
   * @param hold {@code for}
   */
  private record Model(
      String name, Duration shorter, Duration longer, Duration hold, String factor, Severity how) {}

  private static final List<Model> GOOGLE =
      List.of(
          model("page-quick", "PT5M", "PT1H", "PT0S", "14.4", Severity.CRITICAL),
          model("page-slow", "PT30M", "PT6H", "PT0S", "6", Severity.CRITICAL),
          model("ticket-quick", "PT2H", "P1D", "PT0S", "3", Severity.WARNING),
          model("ticket-slow", "PT6H", "P3D", "PT0S", "1", Severity.WARNING));

  private static final List<Model> PYRRA =
      List.of(
          model("page-quick", "PT5M", "PT1H", "PT2M", "14", Severity.CRITICAL),
          model("page-slow", "PT30M", "PT6H", "PT15M", "7", Severity.CRITICAL),
          model("ticket-quick", "PT2H", "P1D", "PT1H", "2", Severity.WARNING),
          model("ticket-slow", "PT6H", "P4D", "PT3H", "1", Severity.WARNING));

  private final ObjectiveDefinition objective;
  private final Duration window;

  private TierPlan(ObjectiveDefinition objective) {
    this.objective = objective;
    this.window = objective.window().nominalLength();
  }

  private static Model model(
      String name, String shorter, String longer, String hold, String factor, Severity how) {
    return new Model(
        name, Duration.parse(shorter), Duration.parse(longer), Duration.parse(hold), factor, how);
  }

  /** All tiers, the fastest first, also those that can never fire. */
  public static List<Tier> of(ObjectiveDefinition objective) {
    TierPlan plan = new TierPlan(objective);
    return switch (objective.alerting().tiers()) {
      case Tiers.Preset preset ->
          switch (preset) {
            case GOOGLE_SRE -> GOOGLE.stream().map(plan::rescaledFactor).toList();
            case PYRRA -> PYRRA.stream().map(plan::rescaledWindows).toList();
          };
      case Tiers.Custom(List<BurnTier> tiers) -> tiers.stream().map(plan::custom).toList();
    };
  }

  /** The same share of the budget is spent when it fires. */
  private Tier rescaledFactor(Model model) {
    BigDecimal factor =
        new BigDecimal(model.factor())
            .multiply(BigDecimal.valueOf(window.toMinutes()))
            .divide(BigDecimal.valueOf(GOOGLE_WINDOW.toMinutes()), MathContext.DECIMAL64);
    return tier(model.name(), model.shorter(), model.longer(), factor, model.hold(), model.how());
  }

  private Tier rescaledWindows(Model model) {
    return tier(
        model.name(),
        scaled(model.shorter()),
        scaled(model.longer()),
        new BigDecimal(model.factor()),
        scaled(model.hold()),
        model.how());
  }

  /** Rounded to minutes, half a minute up, as Go's Duration.Round does. */
  private Duration scaled(Duration length) {
    long parts = PYRRA_WINDOW.toMillis() / length.toMillis();
    long millis = window.toMillis() / parts;
    return Duration.ofMinutes((millis + 30_000) / 60_000);
  }

  private Tier custom(BurnTier tier) {
    return tier(
        tier.name(),
        tier.shortWindow(),
        tier.longWindow(),
        tier.factor(window),
        tier.hold(),
        tier.severity());
  }

  private Tier tier(
      String name,
      Duration shorter,
      Duration longer,
      BigDecimal factor,
      Duration hold,
      Severity severity) {
    return new Tier(name, shorter, longer, factor, hold, severity, reach(shorter, longer, factor));
  }

  /** A slice counts at its end, so there is none in some of the windows that are shorter. */
  private Duration sliceLength() {
    return switch (objective.budgeting()) {
      case Budgeting.Occurrences() -> Duration.ZERO;
      case Budgeting.Timeslices(var length, _) -> length;
    };
  }

  private Reach reach(Duration shorter, Duration longer, BigDecimal factor) {
    if (shorter.toMinutes() < 1
        || shorter.compareTo(objective.interval()) < 0
        || shorter.compareTo(sliceLength()) < 0) {
      return Reach.WINDOW_TOO_SHORT;
    }
    if (longer.compareTo(window) > 0) {
      return Reach.WINDOW_TOO_LONG;
    }
    boolean possible = factor.multiply(objective.budgetRatio()).compareTo(BigDecimal.ONE) < 0;
    return possible ? Reach.REACHABLE : Reach.UNREACHABLE;
  }
}
