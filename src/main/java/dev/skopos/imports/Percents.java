// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Shares as the schema writes them: decimal texts in percent with at most six digits. */
final class Percents {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{0,3}([.][0-9]{1,15})?");
  private static final int DIGITS = 6;

  private Percents() {}

  /** The field's percentage, which has to be above 0 and below 100. */
  static String percent(Fields fields, String name) {
    return open(fields, name, number(fields, name));
  }

  /** The field's share of 1 as a percentage, which has to be above 0 and below 100. */
  static String share(Fields fields, String name) {
    return open(fields, name, number(fields, name).multiply(HUNDRED));
  }

  /** The field's share of 1 as a percentage, which may be 100. */
  static String shareUpToAll(Fields fields, String name) {
    BigDecimal percent = number(fields, name).multiply(HUNDRED);
    return percent.compareTo(HUNDRED) == 0 ? "100" : open(fields, name, percent);
  }

  private static BigDecimal number(Fields fields, String name) {
    String text = fields.need(name).strip();
    if (!NUMBER.matcher(text).matches()) {
      throw fields.refuse(name, "expected a number, not " + text);
    }
    return new BigDecimal(text);
  }

  private static String open(Fields fields, String name, BigDecimal percent) {
    if (percent.signum() <= 0 || percent.compareTo(HUNDRED) >= 0) {
      throw fields.refuse(name, "must be above 0 and below 100 percent: there is no error budget");
    }
    BigDecimal plain = percent.stripTrailingZeros();
    if (plain.scale() > DIGITS) {
      throw fields.refuse(name, "has more than " + DIGITS + " digits after the point in percent");
    }
    return plain.toPlainString();
  }
}
