// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

/** Tools in whose layout rules are written. */
public enum Dialect {
  /** Increases over the window and burn rates, one alert for each tier. */
  PYRRA,
  /**
   * Error ratios over windows, what follows from them, and an alert that pages and one of tickets.
   */
  SLOTH
}
