// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.definition;

import java.math.BigDecimal;

/** Decimals in percent, which are exact until they meet counts. */
public final class Percent {

  static final BigDecimal ALL = BigDecimal.valueOf(100);

  private Percent() {}

  /** The share: 0.25 of 25. */
  public static BigDecimal ratio(BigDecimal percent) {
    return percent.movePointLeft(2);
  }

  /** Without zeros at the end, and never with an exponent. */
  public static String text(BigDecimal decimal) {
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }
}
