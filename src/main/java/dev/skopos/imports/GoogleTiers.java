// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Severity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;

/**
 * The burn-rate alerts of Google's SRE workbook: their windows stay as they are, and each stands
 * for a share of the budget, so that the factors change with the objective's window.
 */
final class GoogleTiers {

  private GoogleTiers() {}

  /** The four of them, the fastest first; the first two are meant to page. */
  static List<BurnTier> of(Duration window) {
    return List.of(
        tier("5m-1h", window, 2, Duration.ofMinutes(5), Duration.ofHours(1), Severity.CRITICAL),
        tier("30m-6h", window, 5, Duration.ofMinutes(30), Duration.ofHours(6), Severity.CRITICAL),
        tier("2h-1d", window, 10, Duration.ofHours(2), Duration.ofDays(1), Severity.WARNING),
        tier("6h-3d", window, 10, Duration.ofHours(6), Duration.ofDays(3), Severity.WARNING));
  }

  private static BurnTier tier(
      String name,
      Duration window,
      int budgetPercent,
      Duration shortWindow,
      Duration longWindow,
      Severity severity) {
    return new BurnTier(
        name,
        shortWindow,
        longWindow,
        Duration.ZERO,
        factor(BigDecimal.valueOf(budgetPercent), window, longWindow),
        severity);
  }

  /** How fast the budget has to burn so that the long window spends the percentage of it. */
  static BigDecimal factor(BigDecimal budgetPercent, Duration window, Duration longWindow) {
    return budgetPercent
        .multiply(BigDecimal.valueOf(window.toMillis()))
        .divide(BigDecimal.valueOf(longWindow.toMillis()).movePointRight(2), MathContext.DECIMAL64)
        .stripTrailingZeros();
  }
}
