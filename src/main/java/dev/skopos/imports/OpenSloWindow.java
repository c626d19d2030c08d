// SPDX-License-Identifier: Apache-2.0
package dev.skopos.imports;

import dev.skopos.api.v1alpha1.Period;
import dev.skopos.api.v1alpha1.servicelevelobjective.Window;
import dev.skopos.api.v1alpha1.servicelevelobjective.Window.Calendar;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads time windows of OpenSLO. */
final class OpenSloWindow {

  private static final Pattern SHORTHAND = Pattern.compile("([1-9][0-9]{0,5})([mhdwMQY])");
  private static final DateTimeFormatter START = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private OpenSloWindow() {}

  static Window read(Fields spec) {
    List<Fields> windows = spec.objects("timeWindow");
    if (windows.isEmpty()) {
      spec.note("timeWindow", "no window is set: 30d is taken");
      return Periods.rolling(new Period("30d"));
    }
    if (windows.size() > 1) {
      throw spec.refuse("timeWindow", "expected one window");
    }
    Fields window = windows.getFirst();
    Fields calendar = window.object("calendar");
    boolean rolling = window.flag("isRolling", calendar == null);
    if (rolling != (calendar == null)) {
      throw window.refuse("isRolling", "a window is rolling or has a calendar");
    }
    return calendar == null ? rolling(window) : calendar(window, calendar);
  }

  /** Of a period of the calendar the length that is reckoned with. */
  static Duration nominalLength(Window window) {
    return window.rolling() != null
        ? window.rolling().toDuration()
        : Duration.ofDays(
            switch (Objects.requireNonNull(window.calendar())) {
              case DAY -> 1;
              case WEEK -> 7;
              case MONTH -> 30;
              case QUARTER -> 90;
              case YEAR -> 365;
            });
  }

  private static Window rolling(Fields window) {
    Matcher shorthand = shorthand(window, "duration");
    long count = Long.parseLong(shorthand.group(1));
    String text =
        switch (shorthand.group(2)) {
          case "M" -> days(window, count * 30);
          case "Q" -> days(window, count * 90);
          case "Y" -> days(window, count * 365);
          default -> shorthand.group();
        };
    return Periods.rolling(Periods.window(window, "duration", text));
  }

  private static String days(Fields window, long days) {
    window.lost("duration", "a rolling window has a length in days: %dd is taken".formatted(days));
    return days + "d";
  }

  private static Window calendar(Fields window, Fields calendar) {
    Calendar unit =
        switch (shorthand(window, "duration").group()) {
          case "1d" -> Calendar.DAY;
          case "1w", "7d" -> Calendar.WEEK;
          case "1M" -> Calendar.MONTH;
          case "1Q", "3M" -> Calendar.QUARTER;
          case "1Y", "12M" -> Calendar.YEAR;
          default ->
              throw window.refuse("duration", "calendar windows are of 1d, 1w, 1M, 1Q or 1Y");
        };
    start(calendar, unit);
    return new Window(null, unit, zone(calendar));
  }

  private static @Nullable String zone(Fields calendar) {
    String zone = calendar.text("timeZone");
    try {
      return zone == null ? null : ZoneId.of(zone).getId();
    } catch (DateTimeException e) {
      throw calendar.refuse("timeZone", "not a time zone: " + zone);
    }
  }

  /** Periods of Skopos begin where those of the calendar do. */
  private static void start(Fields calendar, Calendar unit) {
    String text = calendar.text("startTime");
    if (text == null) {
      return;
    }
    try {
      LocalDateTime start = LocalDateTime.parse(text, START);
      if (!start.toLocalTime().equals(LocalTime.MIDNIGHT) || !begins(start, unit)) {
        calendar.lost("startTime", "the budget begins anew where the calendar's period begins");
      }
    } catch (DateTimeException e) {
      throw calendar.refuse("startTime", "expected a time such as 2020-01-21 12:30:00");
    }
  }

  private static boolean begins(LocalDateTime start, Calendar unit) {
    return switch (unit) {
      case DAY -> true;
      case WEEK -> start.getDayOfWeek() == DayOfWeek.MONDAY;
      case MONTH -> start.getDayOfMonth() == 1;
      case QUARTER -> start.getDayOfMonth() == 1 && start.getMonthValue() % 3 == 1;
      case YEAR -> start.getDayOfYear() == 1;
    };
  }

  /** A length in the shorthand of OpenSLO without months and longer. */
  static Period length(Fields fields, String name) {
    Matcher shorthand = shorthand(fields, name);
    if ("MQY".contains(shorthand.group(2))) {
      throw fields.refuse(name, "expected minutes, hours, days or weeks");
    }
    return new Period(shorthand.group());
  }

  private static Matcher shorthand(Fields fields, String name) {
    String text = fields.need(name).strip();
    Matcher shorthand = SHORTHAND.matcher(text);
    if (!shorthand.matches()) {
      throw fields.refuse(name, "expected a length such as 30d or 1M, not " + text);
    }
    return shorthand;
  }
}
