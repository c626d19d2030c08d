// SPDX-License-Identifier: Apache-2.0
package dev.skopos.scrape.target;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Prometheus writes and reads them: {@code 1h30m}, {@code 90d}, {@code 1s500ms}. */
final class ScrapeDurations {

  private static final Pattern TEXT =
      Pattern.compile(
          "(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};

  private static final long[] MILLIS = {
    365 * 86_400_000L, 7 * 86_400_000L, 86_400_000, 3_600_000, 60_000, 1_000, 1
  };

  /** Years and weeks are written only where nothing is left behind them: 90d, not 12w6d. */
  private static final int EXACT_UNITS = 2;

  private ScrapeDurations() {}

  /** In whole milliseconds. */
  static String text(Duration duration) {
    long left = duration.toMillis();
    StringBuilder text = new StringBuilder();
    for (int unit = 0; unit < UNITS.length; unit++) {
      boolean fits = unit >= EXACT_UNITS || left % MILLIS[unit] == 0;
      if (fits && left >= MILLIS[unit]) {
        text.append(left / MILLIS[unit]).append(UNITS[unit]);
        left %= MILLIS[unit];
      }
    }
    return text.isEmpty() ? "0s" : text.toString();
  }

  /** Empty when it is none. */
  static Optional<Duration> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (text.isEmpty() || !parts.matches()) {
      return text.equals("0") ? Optional.of(Duration.ZERO) : Optional.empty();
    }
    try {
      long millis = 0;
      for (int unit = 0; unit < UNITS.length; unit++) {
        String count = parts.group(unit + 1);
        if (count != null) {
          long more = Math.multiplyExact(Long.parseLong(count), MILLIS[unit]);
          millis = Math.addExact(millis, more);
        }
      }
      return Optional.of(Duration.ofMillis(millis));
    } catch (ArithmeticException | NumberFormatException _) {
      return Optional.empty();
    }
  }
}
