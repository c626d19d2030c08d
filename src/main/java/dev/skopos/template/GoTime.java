// SPDX-License-Identifier: Apache-2.0
package dev.skopos.template;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Times and durations as Go prints them; layouts are written with Go's reference time. */
final class GoTime {

  private static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** The elements of layouts; an element that begins with another one stands before it. */
  private static final Map<String, Function<ZonedDateTime, String>> ELEMENTS = elements();

  private GoTime() {}

  static boolean isZero(ZonedDateTime time) {
    return time.toInstant().equals(ZERO);
  }

  /** As {@code time.Time} prints itself. */
  static String text(ZonedDateTime time) {
    return format(time, "2006-01-02 15:04:05.999999999 -0700 MST");
  }

  static String format(ZonedDateTime time, String layout) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < layout.length()) {
      String element = element(layout, i);
      int fraction = element.isEmpty() ? fractionLength(layout, i) : 0;
      if (!element.isEmpty()) {
        text.append(ELEMENTS.getOrDefault(element, _ -> "").apply(time));
        i += element.length();
      } else if (fraction > 0) {
        text.append(fraction(time, layout.substring(i, i + fraction)));
        i += fraction;
      } else {
        text.append(layout.charAt(i++));
      }
    }
    return text.toString();
  }

  private static String element(String layout, int at) {
    for (String element : ELEMENTS.keySet()) {
      if (layout.startsWith(element, at)) {
        return element;
      }
    }
    return "";
  }

  /** The length of {@code .000} or {@code .999}, which no further digit may follow. */
  private static int fractionLength(String layout, int at) {
    char first = layout.charAt(at);
    if ((first != '.' && first != ',') || at + 1 >= layout.length()) {
      return 0;
    }
    char digit = layout.charAt(at + 1);
    int end = at + 1;
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    boolean number = end < layout.length() && Character.isDigit(layout.charAt(end));
    return (digit == '0' || digit == '9') && !number ? end - at : 0;
  }

  private static String fraction(ZonedDateTime time, String element) {
    int digits = Math.min(element.length() - 1, 9);
    String text = "%09d".formatted(time.getNano()).substring(0, digits);
    if (element.charAt(1) == '9') {
      text = text.replaceAll("0+$", "");
      return text.isEmpty() ? "" : element.charAt(0) + text;
    }
    return element.charAt(0) + text;
  }

  private static Map<String, Function<ZonedDateTime, String>> elements() {
    Map<String, Function<ZonedDateTime, String>> map = new LinkedHashMap<>();
    map.put("January", time -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    map.put("Jan", time -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
    map.put("Monday", time -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    map.put("Mon", time -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH));
    map.put("MST", GoTime::zoneName);
    map.put("Z07:00", pattern("XXX"));
    map.put("Z0700", pattern("XX"));
    map.put("-07:00", pattern("xxx"));
    map.put("-0700", pattern("xx"));
    map.put("-07", pattern("x"));
    map.put("2006", pattern("yyyy"));
    map.put("002", pattern("DDD"));
    map.put("01", pattern("MM"));
    map.put("02", pattern("dd"));
    map.put("03", pattern("hh"));
    map.put("04", pattern("mm"));
    map.put("05", pattern("ss"));
    map.put("06", pattern("yy"));
    map.put("15", pattern("HH"));
    map.put("PM", pattern("a"));
    map.put("pm", time -> pattern("a").apply(time).toLowerCase(Locale.ROOT));
    map.put("_2", pattern("ppd"));
    map.put("1", pattern("M"));
    map.put("2", pattern("d"));
    map.put("3", pattern("h"));
    map.put("4", pattern("m"));
    map.put("5", pattern("s"));
    return map;
  }

  private static Function<ZonedDateTime, String> pattern(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)::format;
  }

  private static String zoneName(ZonedDateTime time) {
    ZoneId zone = time.getZone();
    if (zone.equals(ZoneOffset.UTC)) {
      return "UTC";
    }
    String name = pattern("zzz").apply(time);
    return name.startsWith("+") || name.startsWith("-") ? pattern("xx").apply(time) : name;
  }

  /** As {@code time.Duration} prints itself: {@code 1h2m3.5s}, {@code 1.5ms}. */
  static String text(Duration duration) {
    long nanos = duration.abs().toNanos();
    String sign = duration.isNegative() ? "-" : "";
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < NANOS_PER_SECOND) {
      return sign + small(nanos);
    }
    long seconds = nanos / NANOS_PER_SECOND;
    String hours = seconds >= 3600 ? seconds / 3600 + "h" : "";
    String minutes = seconds >= 60 ? seconds / 60 % 60 + "m" : "";
    double rest = seconds % 60 + nanos % NANOS_PER_SECOND / 1e9;
    return sign + hours + minutes + GoFloat.fixed(rest, GoFloat.SHORTEST) + 's';
  }

  private static String small(long nanos) {
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    return nanos < 1_000_000
        ? GoFloat.fixed(nanos / 1e3, GoFloat.SHORTEST) + "µs"
        : GoFloat.fixed(nanos / 1e6, GoFloat.SHORTEST) + "ms";
  }
}
