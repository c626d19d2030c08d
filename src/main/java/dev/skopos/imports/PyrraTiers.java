// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Severity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/** Pyrra's burn-rate alerts: made for 28 days, and scaled with the window. */
final class PyrraTiers {

  private static final Duration BASE = Duration.ofDays(28);

  private PyrraTiers() {}

  /** The four of them for a window, the fastest first; lengths in whole minutes. */
  static List<BurnTier> of(Duration window) {
    return List.of(
        tier("fast", window, "14", Severity.CRITICAL, 5, 60, 2),
        tier("medium", window, "7", Severity.CRITICAL, 30, 360, 15),
        tier("slow", window, "2", Severity.WARNING, 120, 1440, 60),
        tier("long", window, "1", Severity.WARNING, 360, 5760, 180));
  }

  private static BurnTier tier(
      String name,
      Duration window,
      String factor,
      Severity severity,
      int shortMinutes,
      int longMinutes,
      int holdMinutes) {
    return new BurnTier(
        name,
        scaled(window, shortMinutes),
        scaled(window, longMinutes),
        scaled(window, holdMinutes),
        new BigDecimal(factor),
        severity);
  }

  private static Duration scaled(Duration window, int minutes) {
    double exact = (double) window.toMillis() * minutes / BASE.toMillis();
    return Duration.ofMinutes(Math.round(exact));
  }

  /**
   * How long there are no samples before Pyrra's alert of that: as long as the fastest tier needs
   * when nothing but errors comes.
   */
  static Duration absent(Duration window, BigDecimal budget) {
    BurnTier fastest = of(window).getFirst();
    double seconds =
        fastest.factor().multiply(budget).doubleValue() * fastest.longWindow().toSeconds();
    Duration needed = Duration.ofSeconds((long) seconds).plus(fastest.holdFor());
    return Duration.ofMinutes(Math.round(needed.toSeconds() / 60.0));
  }
}
