// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The days of one group, in ascending order; days without anything are left out. Immutable. */
final class GroupDays {
  static final GroupDays NONE = new GroupDays(new Day[0]);

  private final Day[] days;

  private GroupDays(Day[] days) {
    this.days = days;
  }

  static GroupDays of(Collection<Day> days) {
    return new GroupDays(
        days.stream()
            .filter(day -> !day.isEmpty())
            .sorted(Comparator.comparingLong(Day::number))
            .toArray(Day[]::new));
  }

  List<Day> list() {
    return List.of(days);
  }

  @Nullable Day find(long number) {
    int position = position(number);
    return position < days.length && days[position].number() == number ? days[position] : null;
  }

  /** The place of the first day that is not before this one. */
  private int position(long number) {
    int low = 0;
    int high = days.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (days[middle].number() < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** These days, with the day in the place of the one of the same number. */
  GroupDays with(Day day) {
    return of(
        Stream.concat(
                Arrays.stream(days).filter(other -> other.number() != day.number()), Stream.of(day))
            .toList());
  }

  GroupDays without(long firstKept) {
    return days.length == 0 || days[0].number() >= firstKept
        ? this
        : new GroupDays(Arrays.copyOfRange(days, position(firstKept), days.length));
  }

  /** Adds what lies between the begins of two minutes since the epoch. */
  void addTo(Tally tally, long fromMinute, long toMinute) {
    int at = position(Math.floorDiv(fromMinute, Grid.DAY_MINUTES));
    for (; at < days.length; at++) {
      long begin = days[at].number() * Grid.DAY_MINUTES;
      if (begin >= toMinute) {
        return;
      }
      int from = (int) Math.max(0, fromMinute - begin);
      int to = (int) Math.min(Grid.DAY_MINUTES, toMinute - begin);
      days[at].addTo(tally, from, to);
    }
  }

  /** Whether there are events beside the total. */
  boolean hasBad() {
    return Arrays.stream(days).anyMatch(Day::hasBad);
  }

  /** The end of the last minute that may have a sample, as a time; long ago without one. */
  long lastSeen() {
    for (int i = days.length - 1; i >= 0; i--) {
      int minute = days[i].lastSeen();
      if (minute >= 0) {
        return days[i].number() * Grid.DAY + (minute + 1) * Grid.MINUTE;
      }
    }
    return Long.MIN_VALUE / 2;
  }

  /** The first minute since the epoch that may have a sample; the largest number without one. */
  long firstSeen() {
    for (Day day : days) {
      if (day.firstSeen() >= 0) {
        return day.number() * Grid.DAY_MINUTES + day.firstSeen();
      }
    }
    return Long.MAX_VALUE;
  }
}
