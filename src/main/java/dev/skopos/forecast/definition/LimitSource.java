// SPDX-License-Identifier: Apache-2.0
package dev.skopos.forecast.definition;

import static dev.skopos.forecast.definition.InvalidCapacityException.check;

/** What says how much there is. Immutable. */
public sealed interface LimitSource {

  /** PromQL that gives one series: a limit that was raised in the past is known as such. */
  record Expression(String expr) implements LimitSource {}

  /** The same at all times, in the unit of the usage. */
  record Fixed(double value) implements LimitSource {
    public Fixed {
      check(
          value > 0 && value < Double.POSITIVE_INFINITY,
          "limit.quantity",
          value + ", expected more than 0");
    }
  }
}
