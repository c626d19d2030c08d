// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Period;
import dev.skopos.api.v1alpha1.Severity;
import dev.skopos.api.v1alpha1.servicelevelobjective.Alerting;
import java.math.BigDecimal;
import java.time.Duration;

/** A burn-rate alert with all that a preset or the schema leaves open. */
record BurnTier(
    String name,
    Duration shortWindow,
    Duration longWindow,
    Duration holdFor,
    BigDecimal factor,
    Severity severity) {

  BurnTier with(Severity other) {
    return new BurnTier(name, shortWindow, longWindow, holdFor, factor, other);
  }

  BurnTier withShortWindow(Duration length) {
    return new BurnTier(name, length, longWindow, holdFor, factor, severity);
  }

  BurnTier withHold(Duration length) {
    return new BurnTier(name, shortWindow, longWindow, length, factor, severity);
  }

  /** As the schema has it. */
  Alerting.Tier resource() {
    return new Alerting.Tier(
        name,
        period(shortWindow),
        period(longWindow),
        factor.stripTrailingZeros().toPlainString(),
        null,
        period(holdFor),
        severity);
  }

  private static Period period(Duration duration) {
    return new Period(Periods.text(duration));
  }
}
