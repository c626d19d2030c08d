// SPDX-License-Identifier: Apache-2.0
package dev.skopos.report;

import dev.skopos.model.Labels;
import dev.skopos.slo.definition.Percent;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as people read them. */
final class Figures {

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private static final String UNKNOWN = "-";

  private Figures() {}

  /** Of a share; rounded down, so that a target that was missed by a hair never looks reached. */
  static String percent(double share, int digits) {
    return Double.isFinite(share)
        ? decimal(share * 100, digits, RoundingMode.FLOOR) + " %"
        : UNKNOWN;
  }

  static String percent(BigDecimal percent) {
    return Percent.text(percent) + " %";
  }

  /** A difference of shares, in percentage points with a sign. */
  static String points(double difference) {
    if (!Double.isFinite(difference)) {
      return UNKNOWN;
    }
    String text = decimal(difference * 100, 4, RoundingMode.HALF_EVEN);
    return (difference > 0 && !text.equals("0") ? "+" : "") + text + " points";
  }

  /** With commas between thousands. */
  static String count(double events) {
    return Double.isFinite(events)
        ? new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
            .format(exact(events, 2))
        : UNKNOWN;
  }

  private static String decimal(double value, int digits, RoundingMode mode) {
    return Percent.text(exact(value, digits).setScale(digits, mode));
  }

  /** Sums of floating point numbers leave crumbs, which must not decide how it is rounded. */
  private static BigDecimal exact(double value, int digits) {
    return BigDecimal.valueOf(value).setScale(digits + 6, RoundingMode.HALF_EVEN);
  }

  static String minute(Instant instant, ZoneId zone) {
    return MINUTES.format(instant.atZone(zone));
  }

  /** {@code UTC} by its name. */
  static String zone(ZoneId zone) {
    return zone.normalized().equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }

  /** {@code path="/pay", code="500"}; of no labels, all events. */
  static String labels(Labels labels) {
    String text = labels.toString();
    return labels.isEmpty() ? "all events" : text.substring(1, text.length() - 1);
  }
}
