// SPDX-License-Identifier: Apache-2.0
package dev.skopos.calendar;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The five fields of a cron schedule, in their order, and how each is read. */
enum CronField {
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY_OF_MONTH("day of month", 1, 31, ""),
  MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
  /** Sunday is 0, and 7 too. */
  DAY_OF_WEEK("day of week", 0, 7, "SUN MON TUE WED THU FRI SAT");

  private static final Pattern ITEM =
      Pattern.compile("(\\*|\\?|([A-Za-z0-9]+)(?:-([A-Za-z0-9]+))?)(?:/([0-9]{1,4}))?");
  private static final int SUNDAY = 7;

  private final String words;
  private final int least;
  private final int most;
  private final String names;

  CronField(String words, int least, int most, String names) {
    this.words = words;
    this.least = least;
    this.most = most;
    this.names = names;
  }

  /** Whether the text leaves the field open, as {@code *}, {@code ?} and {@code *}{@code /2} do. */
  static boolean isOpen(String text) {
    return text.startsWith("*") || text.startsWith("?");
  }

  /**
   * The values that the text allows.
   *
   * @throws IllegalArgumentException that names the field, the value and what was expected
   */
  BitSet parse(String text) {
    BitSet values = new BitSet(most + 1);
    for (String item : text.split(",", -1)) {
      add(item, values);
    }
    if (this == DAY_OF_WEEK && values.get(SUNDAY)) {
      values.clear(SUNDAY);
      values.set(0);
    }
    return values;
  }

  private void add(String item, BitSet values) {
    Matcher parts = ITEM.matcher(item);
    if (!parts.matches()) {
      throw invalid(item, "expected a value, a range such as 1-5, a step such as */2, or a list");
    }
    int step = parts.group(4) == null ? 1 : Integer.parseInt(parts.group(4));
    if (step == 0) {
      throw invalid(item, "a step is at least 1");
    }
    int first = least;
    int last = this == DAY_OF_WEEK ? SUNDAY - 1 : most;
    if (parts.group(2) != null) {
      first = value(parts.group(2), item);
      last = last(parts, item, first, last);
    }
    for (int value = first; value <= last; value += step) {
      values.set(value);
    }
  }

  /** Where a range ends: with itself when it is one value, at the top when that has a step. */
  private int last(Matcher parts, String item, int first, int top) {
    if (parts.group(3) == null) {
      return parts.group(4) == null ? first : Math.max(first, top);
    }
    int last = value(parts.group(3), item);
    // Friday to Sunday: the end of a week
    int end = this == DAY_OF_WEEK && last == 0 && first > 0 ? SUNDAY : last;
    if (end < first) {
      throw invalid(item, "the range ends before it begins");
    }
    return end;
  }

  private int value(String text, String item) {
    List<String> all = List.of(names.split(" "));
    int name = text.isEmpty() ? -1 : all.indexOf(text.toUpperCase(Locale.ROOT));
    if (name >= 0) {
      return name + least;
    }
    int value = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : -1;
    if (value < least || value > most) {
      String or = names.isEmpty() ? "" : " or %s to %s".formatted(all.getFirst(), all.getLast());
      throw invalid(item, "expected %d to %d%s".formatted(least, most, or));
    }
    return value;
  }

  private IllegalArgumentException invalid(String item, String problem) {
    return new IllegalArgumentException("%s \"%s\": %s".formatted(words, item, problem));
  }
}
