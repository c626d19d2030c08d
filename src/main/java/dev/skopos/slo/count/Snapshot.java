// SPDX-License-Identifier: Apache-2.0
package dev.skopos.slo.count;

import dev.skopos.model.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Accounts at one moment; shares what has not changed with the others. Immutable. */
final class Snapshot implements Accounts {

  /**
   * One group.
   *
   * @param open the buckets of the newest hours, which are not among the days
   */
  record Group(GroupDays days, Map<Long, Buckets> open) {

    long firstSeen() {
      long first = days.firstSeen();
      for (Map.Entry<Long, Buckets> hour : open.entrySet()) {
        int minute = hour.getValue().firstSeen();
        if (minute >= 0) {
          first = Math.min(first, hour.getKey() * Grid.HOUR_MINUTES + minute);
        }
      }
      return first;
    }

    Tally sum(long fromMinute, long toMinute) {
      Tally tally = new Tally();
      days.addTo(tally, fromMinute, toMinute);
      open.forEach(
          (hour, buckets) -> {
            long begin = hour * Grid.HOUR_MINUTES;
            int from = (int) Math.max(0, Math.min(Grid.HOUR_MINUTES, fromMinute - begin));
            int to = (int) Math.max(0, Math.min(Grid.HOUR_MINUTES, toMinute - begin));
            buckets.addTo(tally, from, to);
          });
      return tally;
    }
  }

  private final SortedMap<Labels, Group> groups;
  private final List<Labels> names;
  private final long until;
  private final long since;

  /** The map is handed over. */
  Snapshot(SortedMap<Labels, Group> groups, long until) {
    this.groups = groups;
    this.names = List.copyOf(groups.keySet());
    this.until = until;
    long first = groups.values().stream().mapToLong(Group::firstSeen).min().orElse(Long.MAX_VALUE);
    this.since = first == Long.MAX_VALUE ? until : first * Grid.MINUTE;
  }

  @Override
  public List<Labels> groups() {
    return names;
  }

  @Override
  public Instant since() {
    return Instant.ofEpochMilli(since);
  }

  @Override
  public Instant until() {
    return Instant.ofEpochMilli(until);
  }

  @Override
  public Instant edge(Instant instant) {
    return Instant.ofEpochMilli(edgeMinute(instant.toEpochMilli()) * Grid.MINUTE);
  }

  private long edgeMinute(long time) {
    long minute = Math.floorDiv(time, Grid.MINUTE);
    boolean coarse = Math.floorDiv(time, Grid.DAY) < Grid.firstFineDay(until);
    return coarse ? minute - Math.floorMod(minute, Grid.COARSE) : minute;
  }

  @Override
  public Events between(Labels group, Instant from, Instant to) {
    Group found = groups.get(group);
    if (found == null || !from.isBefore(to) || !from.isBefore(until()) || to.isBefore(since())) {
      return Events.NONE;
    }
    long fromMinute = from.isBefore(since()) ? Long.MIN_VALUE / 2 : edgeMinute(from.toEpochMilli());
    long toMinute = to.isBefore(until()) ? edgeMinute(to.toEpochMilli()) : Long.MAX_VALUE / 2;
    return found.sum(fromMinute, toMinute).events();
  }

  /** Days before this one are not kept. */
  long firstDay() {
    return groups.values().stream()
        .flatMap(group -> group.days.list().stream().limit(1))
        .mapToLong(Day::number)
        .reduce(Grid.firstDay(until), Math::min);
  }

  /** The saved form of a day of a group; empty of what is not there. */
  Day day(Labels group, long number) {
    Group found = groups.get(group);
    Day day = found == null ? null : found.days.find(number);
    Day result = day == null ? Day.of(number, new Buckets(Grid.DAY_MINUTES)) : day;
    if (found != null) {
      for (Map.Entry<Long, Buckets> hour : found.open.entrySet()) {
        if (Grid.dayOfHour(hour.getKey()) == number) {
          result = result.withHour(Math.floorMod(hour.getKey(), 24), hour.getValue());
        }
      }
    }
    return result;
  }
}
