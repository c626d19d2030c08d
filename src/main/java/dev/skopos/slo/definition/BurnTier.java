// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.definition;

import static dev.skopos.slo.definition.InvalidObjectiveException.check;

import dev.skopos.model.Severity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/**
 * A burn-rate alert as its author wants it: both windows have to burn faster than the factor.
 *
 * @param name the label {@code tier} of its alert
 * @param shortWindow ends the alert soon; whole minutes, at least 1 m
 * @param longWindow shows that it matters; whole minutes, longer than the short one
 * @param hold how long it has to burn so before the alert fires
 */
public record BurnTier(
    String name,
    Duration shortWindow,
    Duration longWindow,
    Limit limit,
    Duration hold,
    Severity severity) {

  private static final Duration LEAST = Duration.ofMinutes(1);

  /** When it burns too fast. */
  public sealed interface Limit {

    /** So many times faster than the target allows. */
    record Factor(BigDecimal factor) implements Limit {}

    /** The long window spends this much of the whole budget. */
    record BudgetPercent(BigDecimal percent) implements Limit {}
  }

  public BurnTier {
    check(!name.isEmpty(), "alerting.tiers.name", "expected a name");
    checkLength("shortWindow", shortWindow);
    checkLength("longWindow", longWindow);
    check(
        shortWindow.compareTo(longWindow) < 0,
        "alerting.tiers.shortWindow",
        "%s of tier %s, expected less than longWindow, %s",
        LengthText.of(shortWindow),
        name,
        LengthText.of(longWindow));
    check(!hold.isNegative(), "alerting.tiers.for", "%s, expected 0s or more", LengthText.of(hold));
    switch (limit) {
      case Limit.Factor(BigDecimal factor) ->
          check(factor.signum() > 0, "alerting.tiers.factor", "%s, expected more than 0", factor);
      case Limit.BudgetPercent(BigDecimal percent) ->
          check(
              percent.signum() > 0 && percent.compareTo(Percent.ALL) <= 0,
              "alerting.tiers.budgetPercent",
              "%s, expected more than 0 and at most 100",
              percent);
    }
  }

  private static void checkLength(String field, Duration length) {
    check(
        length.compareTo(LEAST) >= 0 && length.equals(Duration.ofMinutes(length.toMinutes())),
        "alerting.tiers." + field,
        "%s, expected whole minutes, at least 1m",
        LengthText.of(length));
  }

  /** The factor for a window of this length, in which a budget percent is a part of the whole. */
  public BigDecimal factor(Duration window) {
    return switch (limit) {
      case Limit.Factor(BigDecimal factor) -> factor;
      case Limit.BudgetPercent(BigDecimal percent) ->
          Percent.ratio(percent)
              .multiply(BigDecimal.valueOf(window.toMinutes()))
              .divide(BigDecimal.valueOf(longWindow.toMinutes()), MathContext.DECIMAL64);
    };
  }
}
