// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.util.List;
import java.util.Map;

/** Numbers written for people, exactly as Prometheus writes them. */
final class Humanizing {

  private static final List<String> LARGE = List.of("k", "M", "G", "T", "P", "E", "Z", "Y");
  private static final List<String> BINARY =
      List.of("ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi");
  private static final List<String> SMALL = List.of("m", "u", "n", "p", "f", "a", "z", "y");
  private static final int DIGITS = 4;

  static final Map<String, TemplateFunction> ALL =
      Map.of(
          "humanize", (a, _) -> humanize(a.exactly(1).number(0)),
          "humanize1024", (a, _) -> humanize1024(a.exactly(1).number(0)),
          "humanizeDuration", (a, _) -> duration(a.exactly(1).number(0)),
          "humanizePercentage", (a, _) -> digits(a.exactly(1).number(0) * 100) + '%',
          "humanizeTimestamp", (a, _) -> timestamp(a.exactly(1).number(0)));

  private Humanizing() {}

  private static String digits(double value) {
    return GoFloat.general(value, DIGITS);
  }

  private static String humanize(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return digits(value);
    }
    return Math.abs(value) >= 1 ? large(value, 1000, LARGE) : small(value);
  }

  private static String humanize1024(double value) {
    return Math.abs(value) <= 1 || !Double.isFinite(value)
        ? digits(value)
        : large(value, 1024, BINARY);
  }

  private static String large(double value, int base, List<String> prefixes) {
    double rest = value;
    String prefix = "";
    for (String next : prefixes) {
      if (Math.abs(rest) < base) {
        break;
      }
      prefix = next;
      rest /= base;
    }
    return digits(rest) + prefix;
  }

  private static String small(double value) {
    double rest = value;
    String prefix = "";
    for (String next : SMALL) {
      if (Math.abs(rest) >= 1) {
        break;
      }
      prefix = next;
      rest *= 1000;
    }
    return digits(rest) + prefix;
  }

  private static String duration(double value) {
    if (!Double.isFinite(value)) {
      return digits(value);
    }
    if (value == 0 || Math.abs(value) < 1) {
      return (value == 0 ? digits(value) : small(value)) + 's';
    }
    String sign = value < 0 ? "-" : "";
    long total = (long) Math.abs(value);
    long seconds = total % 60;
    long minutes = total / 60 % 60;
    long hours = total / 3600 % 24;
    long days = total / 86_400;
    if (days != 0) {
      return "%s%dd %dh %dm %ds".formatted(sign, days, hours, minutes, seconds);
    }
    if (hours != 0) {
      return "%s%dh %dm %ds".formatted(sign, hours, minutes, seconds);
    }
    return minutes != 0
        ? "%s%dm %ds".formatted(sign, minutes, seconds)
        : sign + digits(Math.abs(value)) + 's';
  }

  private static String timestamp(double value) {
    return Double.isFinite(value) ? GoTime.text(TimeFunctions.ofSeconds(value)) : digits(value);
  }
}
