// SPDX-License-Identifier: Apache-2.0
package dev.skopos.operator.objective;

import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus.BurnRate;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus.ErrorBudget;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus.Events;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus.GroupStatus;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus.Span;
import dev.skopos.api.v1alpha1.servicelevelobjective.ServiceLevelObjectiveStatus.TierState;
import dev.skopos.operator.status.StatusValues;
import dev.skopos.slo.ObjectiveSnapshot.TierSnapshot;
import dev.skopos.slo.budget.BudgetState;
import dev.skopos.slo.budget.Evaluation;
import dev.skopos.slo.definition.LengthText;
import dev.skopos.slo.definition.Percent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How numbers of budgets are written in a status. */
final class ObjectiveValues {

  private static final int PERCENT_DIGITS = 4;
  private static final int RATIO_DIGITS = 4;
  private static final MathContext RATE = new MathContext(4, RoundingMode.HALF_UP);

  private ObjectiveValues() {}

  static @Nullable Span window(@Nullable Evaluation evaluation) {
    return evaluation == null
        ? null
        : new Span(
            Objects.requireNonNull(StatusValues.time(evaluation.from())),
            Objects.requireNonNull(StatusValues.time(evaluation.upTo())));
  }

  /** Rounded down, so that 100 means that nothing was bad; null without events. */
  static @Nullable String percent(double ratio) {
    return floored(ratio * 100, PERCENT_DIGITS);
  }

  private static @Nullable String floored(double value, int digits) {
    return Double.isFinite(value)
        ? new BigDecimal(value).setScale(digits, RoundingMode.FLOOR).toPlainString()
        : null;
  }

  static Events events(BudgetState state) {
    return new Events(number(state.events().total()), number(state.events().bad()));
  }

  /** Counts are whole but for extrapolated ones, which get three digits. */
  static String number(double value) {
    BigDecimal rounded = new BigDecimal(value).setScale(3, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  static ErrorBudget budget(BudgetState state) {
    return new ErrorBudget(
        number(state.budget()),
        floored(state.remainingRatio(), RATIO_DIGITS),
        floored(state.remainingRatio() * 100, 2),
        StatusValues.time(state.exhaustion()));
  }

  static BurnRate burnRate(TierSnapshot tier) {
    return new BurnRate(
        tier.tier().name(),
        tier.tier().severity().label(),
        LengthText.of(tier.tier().shortWindow()),
        LengthText.of(tier.tier().longWindow()),
        Percent.text(tier.tier().factor().round(RATE)),
        rate(tier.shortRate()),
        rate(tier.longRate()),
        TierState.valueOf(tier.state().name()));
  }

  private static @Nullable String rate(double rate) {
    if (!Double.isFinite(rate)) {
      return null;
    }
    BigDecimal rounded = new BigDecimal(rate).round(RATE);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  static GroupStatus group(BudgetState state) {
    return new GroupStatus(
        state.group().toMap(),
        percent(state.sli()),
        floored(state.remainingRatio(), RATIO_DIGITS),
        events(state));
  }
}
